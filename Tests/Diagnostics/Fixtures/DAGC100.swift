import DagDSL

struct DAGC100: DiagnosticFixture {
    static let file = #filePath

    var project: any Project { Allowing() }

    var entries: [CatalogEntry] {
        let chance = String(repeating: "aZ3", count: 12)
        let token = RuntimeString(stringLiteral: "push --with ghp_\(chance)")
        let web = RuntimeString(stringLiteral: "curl -H 'Authorization: Bearer eyJ\(chance)' https://a.example.com")
        return [
            CatalogEntry(
                FixturePipeline {
                    Bash("url", "pg_dump postgres://etl:hunter2@db/orders")  // expect: DAGC100
                    Bash("login", "tool --token=abcdef")  // expect: DAGC100
                    Bash("queue", "redis-cli -h redis://:hunter2@cache/0")  // expect: DAGC100
                    Bash("curl", "curl -fsS -u etl:hunter2 https://a.example.com")  // expect: DAGC100
                    Bash("mysql", "mysql -h db -u etl -phunter2 orders")  // expect: DAGC100
                    Bash("export", "export DB_PASSWORD=hunter2 && load.sh")  // expect: DAGC100
                    Bash("github", token)  // expect: DAGC100
                    Bash("bearer", web)  // expect: DAGC100
                    Bash("jdbc", "load 'jdbc:mysql://db/orders?user=etl&password=hunter2'")  // expect: DAGC100
                    Bash("query", "curl 'https://a.example.com/v1?api_key=h7Gq2'")  // expect: DAGC100
                    Bash("json", "post '{\"client_secret\": \"hunter2\"}'")  // expect: DAGC100
                    Bash("ssh", "sshpass -p hunter2 ssh etl@db")  // expect: DAGC100
                    Bash("docker", "docker login -u etl -p hunter2 registry.example.com")  // expect: DAGC100
                    Bash("redis", "redis-cli -a hunter2 ping")  // expect: DAGC100
                    Bash("long", "curl --user etl:hunter2 https://a.example.com")  // expect: DAGC100
                    Bash("header", "curl -H 'X-Api-Key: hunter2' https://a.example.com")  // expect: DAGC100
                    Bash("aws", "aws configure set aws_secret_access_key hunter2/abc")  // expect: DAGC100
                    SQLStatement("role", in: .lake, "CREATE USER etl WITH PASSWORD 'hunter2'")  // expect: DAGC100
                    SQLStatement("maria", in: .lake, "create user etl identified by 'hunter2'")  // expect: DAGC100
                    SQLStatement("user", in: .lake, "alter user etl set password = 'hunter2'")  // expect: DAGC100
                    PythonCall("call", "anything", in: "report.py", ["api_token": "hunter2"])  // expect: DAGC100
                    Operator(  // expect: DAGC100
                        "operator", "acme.Operator", ["environment": ["WAREHOUSE_PASSWORD": "hunter2"]])
                    SparkJob("spark", main: "a.py", reads: Data.raw, writes: Data.clean)  // expect: DAGC100
                        .configuration("spark.hadoop.fs.s3a.secret.key", "hunter2/abc")
                    Bash("chance", RuntimeString(stringLiteral: "login kX9\(Self.noise)"))  // expect: DAGC100
                    Bash("vault", RuntimeString(stringLiteral: "vault login hvs.\(chance)"))  // expect: DAGC100
                    Bash("oracle", "sqlplus etl/hunter2@orders @load.sql")  // expect: DAGC100
                    Bash("piped", "echo hunter2 | docker login -u etl --password-stdin")  // expect: DAGC100
                    Bash("secret", "tool --secret=hunter2")  // expect: DAGC100
                    Bash("enc", "openssl enc -aes-256-cbc -k hunter2 -in a -out b")  // expect: DAGC100
                    Bash("passin", "openssl rsa -in key.pem -passin pass:hunter2 -out key.txt")  // expect: DAGC100
                    Bash("passout", "openssl genrsa -aes256 -passout pass:hunter2 2048")  // expect: DAGC100
                    Bash("lftp", "lftp -u etl,hunter2 -e 'mirror in out; bye' sftp.example.com")  // expect: DAGC100
                    Bash("smb", "smbclient //files/in -U etl%hunter2 -c 'get a.csv'")  // expect: DAGC100
                    Bash("mssql", "/opt/mssql-tools/bin/sqlcmd -S db -U etl -P hunter2 -i a.sql")  // expect: DAGC100
                    Bash("zip", "zip -r -P hunter2 out.zip out/")  // expect: DAGC100
                    Bash("dump", "mysqldump --single-transaction -h db -u etl -phunter2 shop")  // expect: DAGC100
                    Bash("mongo", "mongoexport -u etl -p hunter2 --collection orders")  // expect: DAGC100
                    Bash("netrc", "echo machine a.example.com login etl password hunter2 > .netrc")  // expect: DAGC100
                    Bash("sudo", "echo hunter2 | sudo -S systemctl restart loader")  // expect: DAGC100
                    Bash("kinit", "echo 'hunter2' | kinit etl@EXAMPLE.COM")  // expect: DAGC100
                    Bash("rclone", "rclone copy in out --sftp-pass hunter2")  // expect: DAGC100
                    Bash("pass", "export SMTP_PASS='hunter2'; tool -e 'db_pass=hunter2'")  // expect: DAGC100
                    Bash("auth", "tool --auth etl:hunter2")  // expect: DAGC100
                    EmailMessage(  // expect: DAGC100
                        "mail", to: ["a@example.com"], subject: "access", html: "Password: hunter2", by: .mail)
                    Bash("items", "tool \(.item)").mapped(over: .list(["--token=abcdef"]))  // expect: DAGC100
                    // What only refers to a secret, or is none.
                    Bash("reference", "PGPASSWORD=$DB_PASSWORD pg_dump --password \"$DB_PASSWORD\" -u $NAME:$WORD")
                    Bash("run", "export DB_PASSWORD=\(.variable(.bucket)) TOKEN_URL=https://a.example.com/token")
                    Bash("names", "load --password-file /run/secrets/db --partition-key=day --max-tokens=4096")
                    Bash("hash", "check 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
                    Bash("prose", "echo 'the password: ask the platform team'")
                    Bash("ports", "docker run -p 8080:80 web && mkdir -p mysql/data && cp -p mysql.cnf /etc")
                    Bash("session", "psql -c \"set search_path to sales\"; echo 'access-token: ask the platform team'")
                    Bash("paths", "sqlplus /nolog @load.sql && cat a/b@c | docker login -u etl --password-stdin b")
                    Bash("vaulted", "vault read -field=word secret/a | docker login -u etl --password-stdin b")
                    Bash("asked", "openssl rsa -passin env:KEY -passout file:/run/secrets/key && cp -P a b && zip -p c")
                    Bash("shown", "http -a https://a.example.com; mkdir -p http/lftp; curl -u $NAME: https://a.b")
                    Bash(
                        "passes",
                        "tool --first-pass=fast --boarding_pass=eco --auth type:basic; echo 'password: 8-32 signs'")
                    Bash("piped2", "echo done | sudo tee /var/log/a && vault read a | kinit etl && bypass='yes'")
                    Bash("allowed", "tool --token=sandbox-token")
                }, Self.file),
            CatalogEntry(  // expect: DAGC100 DAGC100 DAGC100
                FixturePipeline("texts") { Empty("load") }.with {
                    $0.params = [.text("db_password", default: "hunter2")]
                    $0.summary = "Reads postgres://etl:hunter2@db/orders."
                    $0.notifications = [
                        .onFailure(.email(.mail, to: ["a@example.com"]), saying: "see ftp://a:hunter2@b/")
                    ]
                }, Self.file),
        ]
    }

    /// Some forty characters of base 64 that mean nothing.
    private static let noise = "mQ7vR2tLw8ZpB4nY6cJdK1sHgF5aTxUeW3oC"

    private struct Allowing: Project {
        let name: Name = "fixtures"
        let start = Day(2026, 1, 1)
        let environments = FixtureProject().environments
        let notSecrets = [NotSecret("sandbox-token", because: "everybody has it for the sandbox")]
    }
}
