use access::{LoginError, Role};
use api::Failure;
use axum::http::StatusCode;
use serde_json::{Value, json};

/// Why somebody is not given a role, or a way in.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No name.
    #[error("a name has 1 to 120 characters")]
    Name,
    /// No login.
    #[error(transparent)]
    Login(#[from] LoginError),
    /// The login is somebody's whom the asker does not look after.
    #[error("the login {0} belongs to somebody outside of what you look after; choose another one")]
    LoginTaken(String),
    /// Roles of a team follow from its list of members.
    #[error("{0} is a role of a team: it follows from the list of members (gandan import teams)")]
    OfTeam(Role),
    /// The unit is of another level.
    #[error("{0} is no role on {1}; name a unit of the level where it belongs")]
    Misplaced(Role, String),
    /// They hold it already.
    #[error("they hold the role {0} there already")]
    Held(Role),
    /// The end lies before the beginning.
    #[error("the role would end before it begins")]
    Over,
    /// A data owner without figures, or somebody else with them.
    #[error("a data owner has figures of their own, and nobody else has: name codes of indicators that are entered")]
    Indicators,
    /// The account of a program, or of somebody who comes in by phone only.
    #[error("this account has no login, so that no password opens it")]
    NoLogin,
    /// The database says no.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name => "name_wrong",
            Self::Login(_) => "login_wrong",
            Self::LoginTaken(_) => "login_taken",
            Self::OfTeam(_) => "role_of_team",
            Self::Misplaced(..) => "role_misplaced",
            Self::Held(_) => "role_held",
            Self::Over => "until_past",
            Self::Indicators => "indicators_wrong",
            Self::NoLogin => "login_missing",
            Self::Db(_) => "failed",
        }
    }

    /// The sentence in Vietnamese, for who sits at the server; the app has its own.
    pub fn in_vietnamese(&self) -> String {
        match self {
            Self::Name => "họ tên có từ 1 đến 120 ký tự".into(),
            Self::Login(LoginError(text)) => {
                format!("“{text}” không phải số điện thoại hay tên đăng nhập (3 đến 40 ký tự a-z, số, chấm, gạch)")
            }
            Self::LoginTaken(login) => format!("tên đăng nhập {login} đã có người khác dùng; chọn tên khác"),
            Self::OfTeam(role) => format!("{role} là vai trò trong tổ, lấy theo danh sách tổ (gandan import teams)"),
            Self::Misplaced(role, unit) => format!("{unit} không có vai trò {role}; chọn đơn vị đúng cấp"),
            Self::Held(role) => format!("người này đang giữ vai trò {role} ở đó rồi"),
            Self::Over => "ngày kết thúc phải sau hôm nay".into(),
            Self::Indicators => {
                "nơi giữ số liệu phải có ít nhất một chỉ tiêu do nơi khác gửi; vai trò khác thì không có".into()
            }
            Self::NoLogin => "tài khoản này không có tên đăng nhập nên không đặt mật khẩu được".into(),
            Self::Db(_) => "không ghi được vào cơ sở dữ liệu".into(),
        }
    }

    fn params(&self) -> Value {
        match self {
            Self::OfTeam(role) | Self::Held(role) => json!({ "role": role }),
            Self::Misplaced(role, unit) => json!({ "role": role, "unit": unit }),
            _ => Value::Null,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal {
            Refusal::LoginTaken(_) | Refusal::Held(_) | Refusal::NoLogin => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let (code, params, message) = (refusal.code(), refusal.params(), refusal.to_string());
        match refusal {
            Refusal::Db(error) => error.into(),
            _ => Self::Refused { status, code, params, message },
        }
    }
}
