use std::collections::BTreeMap;

use super::{Config, KEYS, Layers};

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn read(flags: &[(&str, &str)], environment: &[(&str, &str)], file: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("gandan.toml");
    std::fs::write(&path, file).expect("the file is written");
    let layers = Layers::gather(texts(flags), texts(environment), Some(path.clone()));
    let config = layers.and_then(|layers| Config::read(&layers));
    config.map_err(|refusals| refusals.to_string().replace(&path.display().to_string(), "gandan.toml"))
}

#[test]
fn a_flag_beats_a_variable_beats_the_file_beats_the_default() {
    let file = "listen = \"127.0.0.1:1\"\nconnections = 3";
    let environment = [
        ("GANDAN_LISTEN", "127.0.0.1:2"),
        ("GANDAN_CONNECTIONS", "4"),
        ("HOME", "/x"),
        ("GANDAN_TEST_POSTGRES_URL", "p"),
    ];
    let config = read(&[("listen", "127.0.0.1:3")], &environment, file).expect("all of it fits");
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.connections, 4);
    assert_eq!(config.log, "info");
    assert_eq!(config.public_url, "http://127.0.0.1:3");
    assert_eq!(config.database_url(), "sqlite:gandan-data/gandan.db");
}

#[test]
fn what_is_wrong_is_named_with_the_way_to_mend_it() {
    let environment = [("GANDAN_LISTN", "x"), ("GANDAN_CONNECTIONS", "many")];
    let refusals =
        read(&[("log_format", "xml")], &environment, "port = 8080\nlisten = 8080").expect_err("much is wrong");
    insta::assert_snapshot!(refusals, @r"
    environment: GANDAN_LISTN is not a setting
      → did you mean GANDAN_LISTEN?
    gandan.toml: port is not a setting
      → remove it; known are listen, data, database_url, public_url, behind_proxy, connections, log, log_format
    gandan.toml: listen = '8080' cannot be used
      → write ADDRESS:PORT, for example 127.0.0.1:8080, or 0.0.0.0:8080 for every network
    GANDAN_CONNECTIONS = 'many' cannot be used
      → write a whole number from 1 to 200
    --log-format = 'xml' cannot be used
      → write text or json
    ");
}

#[test]
fn a_password_is_never_shown() {
    let wrong = read(&[("database_url", "mysql://me:secret@h/x")], &[], "").expect_err("no such engine");
    assert!(wrong.contains("--database-url cannot be used") && !wrong.contains("secret"), "{wrong}");
    let config = read(&[("database_url", "postgres://me:s@cr@t@h:5432/gandan?password=x")], &[], "").expect("it fits");
    assert_eq!(config.shown_database(), "postgres://h:5432/gandan");
    assert!(!format!("{config:?}").contains("cr@t"));
}

#[test]
fn a_public_address_has_no_path() {
    let url = |text| read(&[("public_url", text)], &[], "").map(|config| config.public_url);
    assert_eq!(url("https://gandan.example.vn/").as_deref(), Ok("https://gandan.example.vn"));
    assert!(url("https://example.vn/gandan").is_err());
    assert!(url("gandan.example.vn").is_err());
}

#[test]
fn a_proxy_is_believed_only_where_somebody_says_so() {
    let behind = |text| read(&[], &[], text).map(|config| config.behind_proxy);
    assert_eq!(
        (behind(""), behind("behind_proxy = true"), behind("behind_proxy = \"yes\"")),
        (Ok(false), Ok(true), Ok(true))
    );
    assert!(behind("behind_proxy = \"maybe\"").is_err_and(|why| why.contains("write yes or no")));
}

#[test]
fn every_setting_is_documented() {
    let page = include_str!("../../../../docs/configuration.md");
    for key in KEYS {
        let row = format!("| `{}` | `{}` | `{}` |", key.name, key.variable(), key.flag());
        assert!(page.contains(&row), "docs/configuration.md lacks the row {row}");
    }
}
