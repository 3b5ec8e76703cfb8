// Made with openssl for these tests alone; its private key was not kept. The pin comes from
// openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64
export const TEST_CERTIFICATE_PIN = 'OSUJfct249T2M1QhslYWKd6iix1jfmFjYFuUYPsbhw4=';
export const TEST_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBjzCCATagAwIBAgIUdRU3nlvzdvmYZozlHlFHRXNdJE0wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjE3MzAwMVoYDzIxMjYxMDI5
MTczMDAxWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAR+FxhTmnkATYhkoLv3QbfA3PBjKKaLlX+Vizwkq/zvjmkNzkiW68kB
F/dj7sKl+1zjITvx7OBFVzpXchHrpR3Wo2QwYjAdBgNVHQ4EFgQUnGXK+C2ejK2a
tdCdc2eu5AeyXaIwHwYDVR0jBBgwFoAUnGXK+C2ejK2atdCdc2eu5AeyXaIwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0cAMEQC
ICuC9eyTzaAP2OqHOBrp1AcMUhihuLl0MTaC7PYlUxfkAiAcFOBXFcuZN/I3PeBu
Ks5394mdlDi70eKce7XBHrRBEQ==
-----END CERTIFICATE-----`;
