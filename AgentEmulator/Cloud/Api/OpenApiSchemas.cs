namespace AgentEmulator.Cloud.Api;

/// <summary>Schemas of bodies and answers, in JSON Schema 2020-12 as OpenAPI 3.1 has it.</summary>
internal static class OpenApiSchemas
{
    public const string Json =
        """
        {
          "Hex16": { "type": "string", "pattern": "^[0-9a-f]{16}$" },
          "Time": { "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" },
          "Errors": {
            "type": "object", "required": ["errors"], "additionalProperties": false,
            "properties": {
              "errors": {
                "type": "array", "minItems": 1,
                "items": {
                  "type": "object", "required": ["status", "code", "title", "detail"], "additionalProperties": false,
                  "properties": {
                    "status": { "type": "string", "pattern": "^[45]\\d\\d$" },
                    "code": { "type": "string", "pattern": "^(VX|CX|NF|PX|XX)\\d{3}$" },
                    "title": { "type": "string", "minLength": 1 },
                    "detail": { "type": "string", "minLength": 1 }
                  }
                }
              }
            }
          },
          "LogEvents": {
            "type": "string",
            "description": "Server-sent events. As json each line of a log is {device_id, ts, type, msg}; a state_change is {state, ts} and device_id: opened, closed, subscribed, unsubscribed"
          },
          "EnrollRequest": {
            "type": "object", "required": ["type"],
            "properties": {
              "type": { "type": "string", "description": "production_token; the emulator's names for the other two kinds are developer_token and factory_token" },
              "plan_id": { "$ref": "#/components/schemas/Hex16", "description": "The plan of an end user who configures again; without it a new plan is made" }
            }
          },
          "EnrollToken": {
            "type": "object", "required": ["token_id"], "additionalProperties": false,
            "properties": {
              "token_id": { "$ref": "#/components/schemas/Hex16" },
              "plan_id": { "$ref": "#/components/schemas/Hex16", "description": "Absent for a factory token" }
            }
          },
          "EnrollClaim": {
            "type": "object", "required": ["token_id"], "additionalProperties": false,
            "properties": {
              "token_id": { "$ref": "#/components/schemas/Hex16" },
              "plan_id": { "$ref": "#/components/schemas/Hex16" },
              "claimed_at": { "$ref": "#/components/schemas/Time" },
              "agent_url": { "type": "string" },
              "impee_id": { "type": "string", "description": "The device id with a space after it" },
              "device_id": { "$ref": "#/components/schemas/Hex16" }
            },
            "dependentRequired": { "claimed_at": ["agent_url", "impee_id", "device_id"] }
          },
          "SetupTokenRequest": {
            "type": "object",
            "properties": { "plan_id": { "$ref": "#/components/schemas/Hex16" } }
          },
          "SetupToken": {
            "oneOf": [
              {
                "type": "object", "required": ["id", "plan_id"], "additionalProperties": false,
                "properties": { "id": { "$ref": "#/components/schemas/Hex16" }, "plan_id": { "$ref": "#/components/schemas/Hex16" } }
              },
              { "$ref": "#/components/schemas/InvalidKey" }
            ]
          },
          "SetupTokenClaim": {
            "oneOf": [
              {
                "type": "object", "required": ["id", "plan_id", "impee_id", "agent_url"], "additionalProperties": false,
                "properties": {
                  "id": { "$ref": "#/components/schemas/Hex16" },
                  "plan_id": { "type": "string" },
                  "impee_id": { "type": "string", "description": "Empty until the token is claimed; then the device id with a space after it" },
                  "agent_url": { "type": "string" },
                  "claimed_at": { "$ref": "#/components/schemas/Time" }
                }
              },
              { "$ref": "#/components/schemas/InvalidKey" }
            ]
          },
          "InvalidKey": {
            "type": "object", "required": ["valid_token"], "additionalProperties": false,
            "properties": { "valid_token": { "const": false } }
          },
          "Login": {
            "type": "object", "required": ["id", "password"],
            "properties": { "id": { "type": "string", "description": "Name or e-mail" }, "password": { "type": "string" } }
          },
          "TokenRefresh": {
            "type": "object",
            "properties": { "token": { "type": "string", "description": "A refresh token" }, "key": { "type": "string", "description": "A login key" } },
            "oneOf": [{ "required": ["token"] }, { "required": ["key"] }]
          },
          "AccessToken": {
            "type": "object", "required": ["access_token", "expires_in", "expires_at"], "additionalProperties": false,
            "properties": {
              "access_token": { "type": "string" },
              "expires_in": { "type": "integer", "description": "Seconds" },
              "expires_at": { "$ref": "#/components/schemas/Time" }
            }
          },
          "Tokens": {
            "type": "object", "required": ["access_token", "expires_in", "expires_at", "refresh_token"], "additionalProperties": false,
            "properties": {
              "access_token": { "type": "string" },
              "expires_in": { "type": "integer", "description": "Seconds" },
              "expires_at": { "$ref": "#/components/schemas/Time" },
              "refresh_token": { "type": "string" }
            }
          },
          "Identifier": {
            "type": "object", "required": ["type", "id"], "additionalProperties": false,
            "properties": { "type": { "type": "string" }, "id": { "type": "string" } }
          },
          "ResourceDocument": {
            "type": "object", "required": ["data"],
            "properties": {
              "data": {
                "type": "object", "required": ["type"],
                "properties": {
                  "type": { "type": "string" }, "id": { "type": "string" }, "attributes": { "type": "object" },
                  "relationships": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Identifier" } }
                }
              }
            }
          },
          "IdentifierDocument": {
            "type": "object", "required": ["data"], "properties": { "data": { "$ref": "#/components/schemas/Identifier" } }
          },
          "IdentifiersDocument": {
            "type": "object", "required": ["data"],
            "properties": { "data": { "type": "array", "minItems": 1, "maxItems": 1000, "items": { "$ref": "#/components/schemas/Identifier" } } }
          },
          "ResourceObject": {
            "type": "object", "required": ["type", "id", "attributes", "relationships", "links"], "additionalProperties": false,
            "properties": {
              "type": { "type": "string" },
              "id": { "type": "string" },
              "attributes": { "type": "object" },
              "relationships": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Identifier" } },
              "links": { "type": "object", "required": ["self"], "properties": { "self": { "type": "string" } } }
            }
          },
          "Resource": {
            "type": "object", "required": ["data"], "additionalProperties": false,
            "properties": { "data": { "$ref": "#/components/schemas/ResourceObject" } }
          },
          "Links": {
            "type": "object", "required": ["self", "first", "last"], "additionalProperties": false,
            "properties": {
              "self": { "type": "string" }, "first": { "type": "string" }, "last": { "type": "string" },
              "prev": { "type": "string" }, "next": { "type": "string" }
            }
          },
          "ResourceList": {
            "type": "object", "required": ["data", "links"], "additionalProperties": false,
            "properties": {
              "data": { "type": "array", "items": { "$ref": "#/components/schemas/ResourceObject" } },
              "links": { "$ref": "#/components/schemas/Links" }
            }
          },
          "EntryList": {
            "type": "object", "required": ["data", "links"], "additionalProperties": false,
            "properties": {
              "data": { "type": "array", "items": { "type": "object" } },
              "links": { "$ref": "#/components/schemas/Links" }
            }
          }
        }
        """;
}
