//! The contract as others than our own pages use it.
#![allow(dead_code)] // the routes here are only described

use api::{PhoneFailures, PublicFailures, Security, SignedFailures, for_clients};
use utoipa::OpenApi;

#[utoipa::path(get, path = "/both", security(("cookie" = []), ("token" = [])), responses(SignedFailures))]
fn both() {}
#[utoipa::path(post, path = "/phone", security(("token" = [])), responses(PhoneFailures))]
fn phone() {}
#[utoipa::path(get, path = "/open", responses(PublicFailures))]
fn open() {}

#[derive(OpenApi)]
#[openapi(paths(both, phone, open), modifiers(&Security))]
struct Contract;

#[test]
fn a_token_is_the_one_way_for_clients_and_every_failure_stands_there() {
    let mut contract = Contract::openapi();
    for_clients(&mut contract);
    let json = serde_json::to_value(&contract).unwrap();
    let token = serde_json::json!([{ "token": [] }]);
    assert_eq!(json["paths"]["/both"]["get"]["security"], token);
    assert_eq!(json["paths"]["/phone"]["post"]["security"], token);
    assert_eq!(json["paths"]["/open"]["get"].get("security"), None);
    for (path, method) in [("/both", "get"), ("/phone", "post"), ("/open", "get")] {
        let responses = &json["paths"][path][method]["responses"];
        for status in ["400", "404", "413", "415", "429", "503", "507"] {
            let schema = &responses[status]["content"]["application/json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/Problem", "{path} {status}");
        }
        for status in ["429", "503"] {
            assert!(responses[status]["headers"]["Retry-After"].is_object(), "{path} {status}");
        }
    }
    assert_eq!(json["components"]["securitySchemes"]["token"]["scheme"], "bearer");
}
