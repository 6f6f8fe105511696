"""A SAML identity provider in a process: it reads requests, and signs what it says by xmlsec.

What it says is asked for by the query of its address, so is each way to do it wrong. It answers
with the fields of the form that a browser would post, as JSON.
"""

import base64
import json
import sys
import zlib
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from defusedxml.ElementTree import fromstring
from onelogin.saml2.utils import OneLogin_Saml2_Utils

SIGNED = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
DIGESTED = "http://www.w3.org/2001/04/xmlenc#sha256"
RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{response}" Version="2.0"
 IssueInstant="{now}" Destination="{acs}" InResponseTo="{asked}"><saml:Issuer>{issuer}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
{assertion}</samlp:Response>"""
ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{id}"
 Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject>
<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{person}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{acs}" InResponseTo="{asked}"/>
</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{since}"
 NotOnOrAfter="{until}"><saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience>
</saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{now}"
 SessionIndex="_{id}"><saml:AuthnContext><saml:AuthnContextClassRef>{context}
</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>
<saml:Attribute Name="mail"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="displayName"><saml:AttributeValue>{name}</saml:AttributeValue>
</saml:Attribute><saml:Attribute Name="groups">{groups}</saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""
PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"


def key_pair():
    """A key and a certificate of its own, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "provider.example")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = made.sign(key, hashes.SHA256())
    kept = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return kept.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


KEY, CERTIFICATE = key_pair()
OTHER_KEY, OTHER_CERTIFICATE = key_pair()


def instant(minutes):
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def response(asked, said):
    """The signed answer to a request, with the fault that was asked for."""
    wrong = said.get("wrong", "")
    late = -60 if wrong == "expired" else 0
    values = {
        "response": uuid4().hex,
        "id": uuid4().hex,
        "asked": asked.attrib["ID"],
        "now": instant(late),
        "since": instant(late - 5),
        "until": instant(late + 5),
        "acs": asked.attrib["AssertionConsumerServiceURL"],
        "issuer": "https://provider.example/saml",
        "audience": "https://elsewhere.example/" if wrong == "audience" else asked[0].text,
        "person": said.get("person", "p-1"),
        "email": said.get("email", ""),
        "name": said.get("name", ""),
        "context": said.get("context", PASSWORD),
        "groups": "".join(
            f"<saml:AttributeValue>{one}</saml:AttributeValue>"
            for one in said.get("groups", "none").split(",")
        ),
    }
    assertion = ASSERTION.format(**values)
    if wrong != "unsigned":
        pair = (OTHER_KEY, OTHER_CERTIFICATE) if wrong == "key" else (KEY, CERTIFICATE)
        signed = OneLogin_Saml2_Utils.add_sign(
            assertion, *pair, sign_algorithm=SIGNED, digest_algorithm=DIGESTED
        )
        assertion = (signed.decode() if isinstance(signed, bytes) else signed).replace(
            "<?xml version='1.0' encoding='UTF-8'?>", ""
        )
    if wrong == "tampered":
        assertion = assertion.replace(values["email"], f"other.{values['email']}")
    return RESPONSE.format(**values, assertion=assertion)


class Provider(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/certificate":
            return self.answer(CERTIFICATE)
        said = {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}
        asked = fromstring(zlib.decompress(base64.b64decode(said["SAMLRequest"]), -15))
        made = base64.b64encode(response(asked, said).encode()).decode()
        return self.answer(json.dumps({"SAMLResponse": made, "RelayState": ""}))

    def answer(self, text):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
