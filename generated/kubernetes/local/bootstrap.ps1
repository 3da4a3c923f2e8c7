# Prepares Docker Desktop on Windows for the cluster, and starts bootstrap.sh in WSL: .\bootstrap.ps1 -Profile operations
# What kind makes shares the memory of WSL's machine, so that is where it is bounded.
param([Parameter(Mandatory = $true)][string]$Profile)
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$wanted = Get-Content -Raw (Join-Path $here 'wslconfig')
$file = Join-Path $env:USERPROFILE '.wslconfig'
if (-not (Test-Path $file)) {
    Set-Content -NoNewline -Path $file -Value $wanted
    Write-Host "wrote $file; run 'wsl --shutdown', start Docker Desktop again, then run this script again"
    exit 1
}
if ((Get-Content -Raw $file) -ne $wanted) {
    Write-Warning "$file differs from $here\wslconfig; memory for the cluster is what it says"
}
docker info *> $null
if ($LASTEXITCODE -ne 0) { throw 'Docker Desktop does not run, or its WSL 2 backend is off' }
$folder = (wsl wslpath -a (Split-Path -Parent $here)).Trim()
wsl sh "$folder/bootstrap.sh" $Profile
exit $LASTEXITCODE
