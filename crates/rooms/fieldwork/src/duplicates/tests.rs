use super::*;

fn card(n: u128, name: &str, people: &[(&str, Option<i64>)]) -> Card {
    let person = |(at, (name, year)): (usize, &(&str, Option<i64>))| CardPerson {
        id: Uuid::from_u128(n * 100 + at as u128),
        name: (*name).into(),
        birth_year: *year,
        sex: None,
        relation: String::new(),
        head: at == 0,
    };
    Card {
        id: Uuid::from_u128(n),
        hamlet: Uuid::nil(),
        name: name.into(),
        cluster: String::new(),
        note: String::new(),
        smartphones: None,
        computers: None,
        line: None,
        signal: None,
        made_on: "2026-11-01".parse::<Day>().unwrap().plus(n as i64 * 30),
        last_visit: None,
        visits: 0,
        residents: people.iter().enumerate().map(person).collect(),
    }
}

#[test]
fn two_that_are_one_are_found_with_who_is_whom_and_strangers_of_one_name_are_not() {
    let twice = [
        card(1, "Ông Tư", &[("Lê Văn Tư", Some(1961)), ("Lê Thị Na", Some(1990))]),
        card(2, "ong Tu", &[("Le Van Tu", Some(1961)), ("Lê Thị Na", None), ("Lê Bé", Some(2015))]),
        card(3, "Ông Tư", &[("Lê Văn Tư", Some(1984))]),
        card(4, "Bà Chín", &[("Thạch Thị Chín", Some(1950))]),
    ];
    let found = pairs(&twice, &HashSet::new());
    assert_eq!(found.len(), 1, "{found:#?}");
    let pair = &found[0];
    assert_eq!((pair.one.id, pair.other.id), (Uuid::from_u128(1), Uuid::from_u128(2)), "the older one stands");
    assert_eq!(
        pair.residents,
        [(Uuid::from_u128(200), Uuid::from_u128(100)), (Uuid::from_u128(201), Uuid::from_u128(101))]
    );
    assert!(pair.reasons.contains(&Likeness::HeadNameFolded) && pair.reasons.contains(&Likeness::Residents));
    let said = HashSet::from([(Uuid::from_u128(1), Uuid::from_u128(2))]);
    assert!(pairs(&twice, &said).is_empty(), "what was said to be two is not asked again");
}

#[test]
fn a_word_of_address_typed_into_a_name_hides_nobody() {
    let twice = [
        card(1, "Bà Lý Thị Kẽm", &[("Lý Thị Kẽm", Some(1951))]),
        card(2, "ba Ly Thi Kem", &[("ba Ly Thi Kem", Some(1951))]),
    ];
    let found = pairs(&twice, &HashSet::new());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].residents, [(Uuid::from_u128(200), Uuid::from_u128(100))]);
    let later =
        pairs(&[twice[1].clone(), Card { made_on: twice[1].made_on.plus(90), ..twice[0].clone() }], &HashSet::new());
    assert_eq!(later[0].one.name, "Bà Lý Thị Kẽm", "what is spelled with its marks stands, though it is younger");
}

#[test]
fn a_person_typed_twice_is_found_and_father_and_son_of_one_name_are_not() {
    let home = card(1, "Ông Ba", &[("Trần Ba", Some(1950)), ("Trần Ba", Some(1980)), ("Tran Ba", None)]);
    let found = pairs(&[home], &HashSet::new());
    assert!(found.iter().all(|pair| pair.one.id == pair.other.id && pair.residents[0].0 == Uuid::from_u128(102)));
    assert_eq!(found.len(), 2);
}

#[test]
fn a_name_that_half_the_hamlet_bears_compares_nobody() {
    let many: Vec<Card> = (1..=60).map(|n| card(n, "Hộ", &[("Nguyễn Văn An", None)])).collect();
    assert!(candidates(&many).is_empty());
}
