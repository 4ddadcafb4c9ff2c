//! The program as whoever installs it uses it: lists in, a token, a backup, a restore, a recount; on both engines.

use std::path::Path;
use std::process::{Command, Output};

use testkit::TestDb;

struct Installation {
    folder: tempfile::TempDir,
    url: Option<String>,
}

impl Installation {
    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gandan"));
        command.current_dir(self.folder.path()).env("GANDAN_DATA", self.folder.path()).args(words);
        if let Some(url) = &self.url {
            command.env("GANDAN_DATABASE_URL", url);
        }
        command.output().expect("the program runs")
    }

    /// Standard output of a command that has to succeed.
    fn does(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Standard error of a command that has to fail.
    fn refuses(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(!output.status.success(), "{words:?} has to be refused");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name).display().to_string()
}

fn on_both(test: impl Fn(&Installation, &Installation)) {
    let installation = |url| Installation { folder: tempfile::tempdir().expect("a folder"), url };
    test(&installation(None), &installation(None));
    let [first, second] = [TestDb::postgres(), TestDb::postgres()];
    test(&installation(Some(first.url.clone())), &installation(Some(second.url.clone())));
}

#[test]
fn lists_come_in_twice_and_count_once() {
    on_both(|here, _| {
        assert!(here.does(&["import", "units", "--in-force", "2024"]).contains("the map in force is that of 2024"));
        assert!(
            here.does(&["import", "hamlets", &data("hamlets_hoa_binh.csv")])
                .starts_with("68 new hamlets, 0 were there")
        );
        assert!(
            here.does(&["import", "hamlets", &data("hamlets_hoa_binh.csv")])
                .starts_with("0 new hamlets, 68 were there")
        );
        assert!(here.does(&["import", "published", &data("published_figures.csv")]).starts_with("2 figures"));
        assert!(
            here.refuses(&["import", "units", "--in-force", "2025"]).contains("counted on the map of 2024 already")
        );
        assert!(here.does(&["verify"]).lines().last().is_some_and(|line| line.starts_with("verify: all agree (")));
    });
}

#[test]
fn a_backup_is_the_whole_of_it_elsewhere() {
    on_both(|here, elsewhere| {
        here.does(&["import", "units"]);
        here.does(&["import", "hamlets", &data("hamlets_hoa_binh.csv")]);
        let file = here.folder.path().join("all.db").display().to_string();
        assert!(here.does(&["backup", &file]).contains("opened and verified"));
        assert!(here.refuses(&["backup", &file]).contains("is there already"));
        assert!(elsewhere.does(&["restore", &file]).contains("restored and verified"));
        assert!(elsewhere.does(&["import", "hamlets", &data("hamlets_hoa_binh.csv")]).starts_with("0 new hamlets, 68"));
        assert!(elsewhere.refuses(&["restore", &file]).contains("is not empty"));
        assert!(here.refuses(&["restore", "nowhere.db"]).contains("there is no such file"));
    });
}

#[test]
fn a_token_is_one_line_of_json() {
    on_both(|here, _| {
        here.does(&["import", "units"]);
        let printed = here.does(&["token", "create", "--role", "administrator", "--unit", "961@2024", "--json"]);
        let token: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
        assert!(token["token"].as_str().is_some_and(|text| text.len() > 30), "{printed}");
        assert!(here.refuses(&["token", "create", "--role", "king"]).contains("known are member, deputy"));
        assert!(here.refuses(&["token", "create", "--role", "leader", "--unit", "99999@2024"]).contains("99999@2024"));
    });
}

fn create<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["account", "create", "--name", "Nguyễn Thị Quản", "--login", "quan.tri", "--role"], more].concat()
}

#[test]
fn the_first_administrator_gets_a_link_and_no_password_is_typed() {
    on_both(|here, _| {
        assert!(here.refuses(&create(&["administrator"])).contains("VN@"), "nothing is imported yet");
        here.does(&["import", "units"]);
        let link = here.does(&create(&["administrator", "--public-url", "https://gandan.example"]));
        assert!(link.starts_with("https://gandan.example/mat-khau/") && link.lines().count() == 1, "{link}");
        let told = here.does(&["account", "reset", "--login", "QUAN.TRI", "--json"]);
        let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
        let code = told["code"].as_str().expect("a code");
        assert_eq!(told["url"], format!("http://127.0.0.1:8080/mat-khau/{code}"));
        assert!(!link.contains(code), "a new one");

        for (words, vietnamese, english) in [
            (&["king"][..], "không có vai trò này", "there is no such role; known are commune_officer"),
            (&["leader"], "không có vai trò này", "there is no such role"),
            (&["administrator"], "đang giữ vai trò administrator", "hold the role administrator there already"),
            (
                &["commune_officer"],
                "Việt Nam không có vai trò commune_officer",
                "commune_officer is no role on Việt Nam",
            ),
            (
                &["read_only", "--unit", "99999@2024"],
                "không có đơn vị nào mang mã 99999@2024",
                "no unit is called 99999@2024",
            ),
        ] {
            let refused = here.refuses(&create(words));
            assert!(refused.contains(vietnamese) && refused.contains(english), "{refused}");
        }
        let nobody = here.refuses(&["account", "reset", "--login", "ai.do"]);
        assert!(nobody.contains("không có tài khoản nào") && nobody.contains("no account signs in"), "{nobody}");
        assert!(here.does(&["verify"]).contains("verify: all agree"));
    });
}

#[test]
fn rows_to_mend_are_named_in_both_languages() {
    let here = Installation { folder: tempfile::tempdir().expect("a folder"), url: None };
    here.does(&["import", "units"]);
    let file = here.folder.path().join("hamlets.csv");
    std::fs::write(&file, "commune,name,full_name\n31918,17,Ấp 17\n").expect("the file is written");
    let refused = here.refuses(&["import", "hamlets", &file.display().to_string()]);
    assert!(refused.contains("Dòng 2, cột “commune”") && refused.contains("row 2, column 'commune'"), "{refused}");
}
