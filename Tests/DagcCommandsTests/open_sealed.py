"""Opens sealed secrets as their controller does, with Python's own cryptography, and
prints them as JSON.

usage: open_sealed.py KEY FILE [LABEL]     without a label, that of the strict scope
"""

import base64
import json
import sys

import yaml
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def open_value(key, blob: bytes, label: bytes) -> bytes:
    length = int.from_bytes(blob[:2], "big")
    scheme = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), label)
    return AESGCM(key.decrypt(blob[2 : 2 + length], scheme)).decrypt(
        bytes(12), blob[2 + length :], None
    )


def main() -> None:
    with open(sys.argv[1], "rb") as file:
        key = serialization.load_pem_private_key(file.read(), None)
    with open(sys.argv[2]) as file:
        sealed = yaml.safe_load(file)
    metadata = sealed["metadata"]
    label = (
        sys.argv[3]
        if len(sys.argv) > 3
        else f"{metadata['namespace']}/{metadata['name']}"
    )
    values = {
        name: open_value(key, base64.b64decode(text), label.encode()).decode()
        for name, text in sealed["spec"]["encryptedData"].items()
    }
    print(
        json.dumps(
            {
                "values": values,
                "template": sealed["spec"]["template"],
                "annotations": metadata["annotations"],
            }
        )
    )


main()
