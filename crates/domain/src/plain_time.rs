//! A time as people say it: `tomorrow at 3pm`, `in 2 hours`, `next Tuesday`, 明天下午3点, 半小时后, 下周二. For putting things off (T13).
//!
//! What names a day and no time means its morning; what names a time and no day means the next such time. What is not
//! understood is none: nobody's ticket comes back at a time that they did not mean.

use jiff::civil::{Date, Time, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::Timestamp;

/// When a day begins for whoever names no time.
const MORNING: Time = time(9, 0, 0, 0);

/// The instant that `text` means, said at `now` in `zone`; always later than `now`.
#[must_use]
pub fn understood(text: &str, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let now = jiff::Timestamp::from_millisecond(now.millis()).ok()?.to_zoned(zone.clone());
    let text = folded(text);
    let meant = after_a_while(&text, &now).or_else(|| on_a_day(&text, &now))?;
    (meant > now).then(|| Timestamp::from_millis(meant.timestamp().as_millisecond()))
}

/// The same in this computer's own time zone.
#[must_use]
pub fn in_words(text: &str, now: Timestamp) -> Option<Timestamp> {
    understood(text, now, &TimeZone::system())
}

/// Lower case, half-width, traditional characters of time as simplified ones, single spaces.
fn folded(text: &str) -> String {
    let half = |character: char| match character {
        '０'..='９' => char::from_u32(character as u32 - '０' as u32 + '0' as u32).unwrap_or(character),
        '：' => ':',
        '　' => ' ',
        '後' => '后',
        '點' => '点',
        '時' => '时',
        '鐘' | '鍾' => '钟',
        '個' => '个',
        '週' | '禮' => '周',
        '號' => '号',
        '兩' => '两',
        '間' => '间',
        other => other,
    };
    let text: String = text.trim().to_lowercase().chars().map(half).collect();
    let text = text.replace("星期", "周").replace("礼拜", "周").replace("周拜", "周").replace("小时", "时").replace("分钟", "分");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `in 2 hours`, `90m`, `1h30`, 半小时后, 两天后.
fn after_a_while(text: &str, now: &Zoned) -> Option<Zoned> {
    let text = text.strip_prefix("in ").unwrap_or(text);
    let text = text.strip_suffix(" from now").unwrap_or(text).trim();
    let text = text.strip_suffix("之后").or_else(|| text.strip_suffix("以后")).or_else(|| text.strip_suffix('后')).unwrap_or(text);
    if let "half an hour" | "half hour" | "半个时" | "半时" = text {
        return now.checked_add(30.minutes()).ok();
    }
    let (amount, unit) = number_before(text)?;
    let unit = unit.trim().trim_start_matches('个');
    let span = match unit {
        "m" | "min" | "mins" | "minute" | "minutes" | "分" => amount.minutes(),
        "h" | "hr" | "hrs" | "hour" | "hours" | "时" => amount.hours(),
        "个半时" | "时半" | "半时" => amount.checked_mul(60)?.checked_add(30)?.minutes(),
        "d" | "day" | "days" | "天" | "日" => return morning_of(now, now.date().checked_add(amount.days()).ok()?),
        "w" | "week" | "weeks" | "周" => return morning_of(now, now.date().checked_add(amount.weeks()).ok()?),
        "month" | "months" | "月" => return morning_of(now, now.date().checked_add(amount.months()).ok()?),
        _ => return None,
    };
    now.checked_add(span).ok()
}

fn morning_of(now: &Zoned, date: Date) -> Option<Zoned> {
    date.to_datetime(MORNING).to_zoned(now.time_zone().clone()).ok()
}

/// A number that the text begins with, in digits, in Chinese or as `a`/`an`, and what follows it.
fn number_before(text: &str) -> Option<(i64, &str)> {
    let digits = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    if digits > 0 {
        let amount: i64 = text.get(..digits)?.parse().ok()?;
        return (amount <= 10_000).then_some((amount, text.get(digits..)?));
    }
    if let Some(rest) = text.strip_prefix("an ").or_else(|| text.strip_prefix("a ")) {
        return Some((1, rest));
    }
    let han = |character| "零一二三四五六七八九".chars().position(|digit| digit == character).and_then(|at| i64::try_from(at).ok());
    let mut rest = text.char_indices().peekable();
    let (mut amount, mut end) = (0_i64, 0_usize);
    while let Some((at, character)) = rest.next_if(|(_, character)| "零一二两三四五六七八九十".contains(*character)) {
        amount = match character {
            '十' => amount.max(1).saturating_mul(10),
            '两' => amount.saturating_add(2),
            digit => amount.saturating_add(han(digit).unwrap_or(0)),
        };
        end = at.saturating_add(character.len_utf8());
    }
    (end > 0).then_some((amount, text.get(end..)?))
}

/// A day, a time, or both.
fn on_a_day(text: &str, now: &Zoned) -> Option<Zoned> {
    let (day, rest) = day(text, now.date()).map_or((None, text), |(date, rest)| (Some(date), rest));
    let rest = rest.trim().trim_start_matches("at ").trim_start_matches(',').trim();
    let time = if rest.is_empty() { None } else { Some(time_of_day(rest)?) };
    let at = |date: Date, time: Time| date.to_datetime(time).to_zoned(now.time_zone().clone()).ok();
    match (day, time) {
        (Some(date), time) => at(date, time.unwrap_or(MORNING)),
        (None, Some(time)) => {
            let today = at(now.date(), time)?;
            if today > *now { Some(today) } else { at(now.date().tomorrow().ok()?, time) }
        }
        (None, None) => None,
    }
}

/// A day that the text begins with, and what follows it.
fn day(text: &str, today: Date) -> Option<(Date, &str)> {
    let in_days = |days: i64| today.checked_add(days.days()).ok();
    let named: [(&str, i64); 14] = [
        ("day after tomorrow", 2),
        ("tomorrow", 1),
        ("tmr", 1),
        ("today", 0),
        ("tonight", 0),
        ("大后天", 3),
        ("后天", 2),
        ("明天", 1),
        ("明日", 1),
        ("明早", 1),
        ("明晚", 1),
        ("今天", 0),
        ("今日", 0),
        ("今晚", 0),
    ];
    for (name, days) in named {
        if let Some(rest) = text.strip_prefix(name) {
            // What says the time of day as well leaves that to be read.
            let keeps = match name {
                "tonight" => Some("evening"),
                "明早" => Some("早"),
                "明晚" | "今晚" => Some("晚"),
                _ => None,
            };
            let rest = if keeps.is_some() {
                text.get(name.len().saturating_sub(keeps.map_or(0, |kept| if kept.is_ascii() { 0 } else { kept.len() }))..)?
            } else {
                rest
            };
            let rest = if name == "tonight" && rest.trim().is_empty() { "8pm" } else { rest };
            return Some((in_days(days)?, rest));
        }
    }
    weekday(text, today).or_else(|| date(text, today))
}

/// `Tuesday`, `next Tue`, 周二, 下周二, `next week`, 下周.
fn weekday(text: &str, today: Date) -> Option<(Date, &str)> {
    if let Some(rest) = text.strip_prefix("next week") {
        return Some((next(today, Weekday::Monday)?, rest));
    }
    if let Some(rest) = text.strip_prefix("下周").or_else(|| text.strip_prefix("下个周")) {
        let Some((weekday, rest)) = han_weekday(rest) else { return Some((next(today, Weekday::Monday)?, rest)) };
        // Of the week that begins on the next Monday.
        let monday = next(today, Weekday::Monday)?;
        return Some((monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()?, rest));
    }
    if let Some((weekday, rest)) =
        text.strip_prefix("这周").or_else(|| text.strip_prefix("本周")).or_else(|| text.strip_prefix('周')).and_then(han_weekday)
    {
        return Some((next(today, weekday)?, rest));
    }
    let text = text.strip_prefix("next ").or_else(|| text.strip_prefix("on ")).unwrap_or(text);
    let names = [
        ("mon", "monday", Weekday::Monday),
        ("tue", "tuesday", Weekday::Tuesday),
        ("wed", "wednesday", Weekday::Wednesday),
        ("thu", "thursday", Weekday::Thursday),
        ("fri", "friday", Weekday::Friday),
        ("sat", "saturday", Weekday::Saturday),
        ("sun", "sunday", Weekday::Sunday),
    ];
    let word = text.split([' ', ',']).next().unwrap_or_default();
    let (.., weekday) = names.into_iter().find(|(short, long, _)| word == *short || word == *long)?;
    Some((next(today, weekday)?, text.get(word.len()..)?))
}

/// The next such day after today.
fn next(today: Date, weekday: Weekday) -> Option<Date> {
    today.nth_weekday(1, weekday).ok()
}

fn han_weekday(text: &str) -> Option<(Weekday, &str)> {
    let mut characters = text.chars();
    let weekday = match characters.next()? {
        '一' | '1' => Weekday::Monday,
        '二' | '2' => Weekday::Tuesday,
        '三' | '3' => Weekday::Wednesday,
        '四' | '4' => Weekday::Thursday,
        '五' | '5' => Weekday::Friday,
        '六' | '6' => Weekday::Saturday,
        '日' | '天' | '7' => Weekday::Sunday,
        _ => return None,
    };
    Some((weekday, characters.as_str()))
}

/// `2026-12-01`, 12月1日, `12/1`, `Dec 1`, `1 Dec`.
fn date(text: &str, today: Date) -> Option<(Date, &str)> {
    if let Some(date) = text.get(..10).and_then(|iso| iso.parse::<Date>().ok()) {
        return Some((date, text.get(10..)?));
    }
    let (month, day, rest) = han_date(text).or_else(|| english_date(text))?;
    let this_year = Date::new(today.year(), month, day).ok()?;
    let date = if this_year < today { Date::new(today.year().checked_add(1)?, month, day).ok()? } else { this_year };
    Some((date, rest))
}

fn han_date(text: &str) -> Option<(i8, i8, &str)> {
    let (month, rest) = number_before(text)?;
    let rest = rest.strip_prefix('月').or_else(|| rest.strip_prefix('/'))?;
    let (day, rest) = number_before(rest)?;
    let rest = rest.strip_prefix('日').or_else(|| rest.strip_prefix('号')).unwrap_or(rest);
    Some((i8::try_from(month).ok()?, i8::try_from(day).ok()?, rest))
}

fn english_date(text: &str) -> Option<(i8, i8, &str)> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (first, rest) = text.split_once(' ')?;
    let (second, rest) = rest.split_once([' ', ',']).map_or((rest, ""), |(second, rest)| (second, rest));
    let month = |word: &str| MONTHS.iter().position(|month| word.starts_with(month)).and_then(|at| i8::try_from(at.saturating_add(1)).ok());
    let day = |word: &str| word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', ',', '.']).parse::<i8>().ok();
    match (month(first), day(second)) {
        (Some(month), Some(day)) => Some((month, day, rest)),
        _ => Some((month(second)?, day(first)?, rest)),
    }
}

/// `3pm`, `15:30`, `9`, `noon`, 下午3点半, 早上, 晚上8点.
fn time_of_day(text: &str) -> Option<Time> {
    let parts: [(&str, i8, bool); 14] = [
        ("morning", 9, false),
        ("noon", 12, false),
        ("afternoon", 15, true),
        ("evening", 20, true),
        ("上午", 9, false),
        ("早上", 9, false),
        ("早", 9, false),
        ("中午", 12, false),
        ("下午", 15, true),
        ("晚上", 20, true),
        ("晚", 20, true),
        ("am", 9, false),
        ("pm", 15, true),
        ("傍晚", 18, true),
    ];
    let text = text.strip_prefix("in the ").unwrap_or(text);
    for (name, usual, is_late) in parts {
        let Some(rest) = text.strip_prefix(name) else { continue };
        let rest = rest.trim().trim_start_matches("at ").trim();
        return if rest.is_empty() { Time::new(usual, 0, 0, 0).ok() } else { hour(rest, is_late) };
    }
    match text.strip_suffix("am").or_else(|| text.strip_suffix("a.m.")) {
        Some(rest) => hour(rest.trim(), false).map(|time| if time.hour() == 12 { time.with().hour(0).build().unwrap_or(time) } else { time }),
        None => match text.strip_suffix("pm").or_else(|| text.strip_suffix("p.m.")) {
            Some(rest) => hour(rest.trim(), true),
            None => hour(text, false),
        },
    }
}

fn hour(text: &str, is_late: bool) -> Option<Time> {
    let (hour, rest) = number_before(text)?;
    let rest = rest.trim();
    let minute = match rest.strip_prefix(':').or_else(|| rest.strip_prefix('点')).or_else(|| rest.strip_prefix('时')) {
        None if rest.is_empty() => 0,
        None => return None,
        Some("" | "整") => 0,
        Some("半") => 30,
        Some("一刻") => 15,
        Some(rest) => {
            let (minute, rest) = number_before(rest)?;
            if !matches!(rest.trim(), "" | "分") {
                return None;
            }
            minute
        }
    };
    let hour = if is_late && hour < 12 { hour.checked_add(12)? } else { hour };
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Thursday, 14:30 in Shanghai.
    fn said(text: &str) -> Option<String> {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let now: Zoned = "2026-11-26T14:30[Asia/Shanghai]".parse().unwrap();
        let now = Timestamp::from_millis(now.timestamp().as_millisecond());
        let meant = understood(text, now, &zone)?;
        let meant = jiff::Timestamp::from_millisecond(meant.millis()).unwrap().to_zoned(zone);
        Some(meant.strftime("%m-%d %H:%M").to_string())
    }

    #[test]
    fn a_time_is_understood_as_people_say_it() {
        for (text, meant) in [
            ("10m", "11-26 14:40"),
            ("in 2 hours", "11-26 16:30"),
            ("an hour", "11-26 15:30"),
            ("half an hour", "11-26 15:00"),
            ("in 3 days", "11-29 09:00"),
            ("tomorrow", "11-27 09:00"),
            ("Tomorrow at 3pm", "11-27 15:00"),
            ("tomorrow morning", "11-27 09:00"),
            ("day after tomorrow 10:15", "11-28 10:15"),
            ("tonight", "11-26 20:00"),
            ("3pm", "11-26 15:00"),
            ("9am", "11-27 09:00"),
            ("16:45", "11-26 16:45"),
            ("noon", "11-27 12:00"),
            ("12 am", "11-27 00:00"),
            ("monday", "11-30 09:00"),
            ("next Tuesday at 3pm", "12-01 15:00"),
            ("thursday", "12-03 09:00"),
            ("next week", "11-30 09:00"),
            ("2026-12-05 08:00", "12-05 08:00"),
            ("Dec 1", "12-01 09:00"),
            ("1 dec 14:00", "12-01 14:00"),
            ("12/24", "12-24 09:00"),
            ("10分钟后", "11-26 14:40"),
            ("半小时后", "11-26 15:00"),
            ("半個小時後", "11-26 15:00"),
            ("两小时后", "11-26 16:30"),
            ("2 小时", "11-26 16:30"),
            ("三天后", "11-29 09:00"),
            ("明天", "11-27 09:00"),
            ("明早9点", "11-27 09:00"),
            ("明天下午3点半", "11-27 15:30"),
            ("明天下午三點半", "11-27 15:30"),
            ("后天上午十点", "11-28 10:00"),
            ("今晚8点", "11-26 20:00"),
            ("今晚", "11-26 20:00"),
            ("下午5点", "11-26 17:00"),
            ("周一", "11-30 09:00"),
            ("下周二上午10点", "12-01 10:00"),
            ("下週五", "12-04 09:00"),
            ("星期日", "11-29 09:00"),
            ("12月1日", "12-01 09:00"),
            ("12月1号14:00", "12-01 14:00"),
            ("１５：３０", "11-26 15:30"),
        ] {
            assert_eq!(said(text).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_no_time() {
        for text in ["", "soon", "25:00", "tomorrow at", "明天下午大概", "3 foxes", "99999 days", "2020-01-01", "周八", "13月40日", "today 9am"]
        {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_that_is_typed_stops_the_desk() {
        use proptest::prelude::*;
        proptest!(|(text in "\\PC{0,24}")| {
            let _ = said(&text);
        });
    }
}
