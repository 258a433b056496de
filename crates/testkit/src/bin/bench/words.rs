//! What customers and agents of the measured desk say: a shop's words in three ways of writing, and sentences around them.

use holdfast_domain::Language;

use crate::chance::Chance;

/// A word: simplified, traditional, English, pinyin.
pub struct Word(pub &'static str, pub &'static str, pub &'static str, pub &'static str);

impl Word {
    pub const fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::Simplified => self.0,
            Language::Traditional => self.1,
            Language::English => self.2,
        }
    }
}

pub const MATTERS: [Word; 36] = [
    Word("退款", "退款", "refund", "tuikuan"),
    Word("退货", "退貨", "return", "tuihuo"),
    Word("换货", "換貨", "exchange", "huanhuo"),
    Word("发票", "發票", "invoice", "fapiao"),
    Word("快递", "快遞", "courier", "kuaidi"),
    Word("物流", "物流", "delivery", "wuliu"),
    Word("保修", "保固", "warranty", "baoxiu"),
    Word("维修", "維修", "repair", "weixiu"),
    Word("订单", "訂單", "order", "dingdan"),
    Word("地址", "地址", "address", "dizhi"),
    Word("优惠券", "優惠券", "coupon", "youhuiquan"),
    Word("积分", "積分", "points", "jifen"),
    Word("会员", "會員", "membership", "huiyuan"),
    Word("支付", "付款", "payment", "zhifu"),
    Word("密码", "密碼", "password", "mima"),
    Word("账号", "帳號", "account", "zhanghao"),
    Word("充电", "充電", "charging", "chongdian"),
    Word("电池", "電池", "battery", "dianchi"),
    Word("屏幕", "螢幕", "screen", "pingmu"),
    Word("蓝牙", "藍牙", "bluetooth", "lanya"),
    Word("配件", "配件", "accessories", "peijian"),
    Word("滤网", "濾網", "filter", "lvwang"),
    Word("漏水", "漏水", "leaking", "loushui"),
    Word("噪音", "噪音", "noise", "zaoyin"),
    Word("说明书", "說明書", "manual", "shuomingshu"),
    Word("安装", "安裝", "installation", "anzhuang"),
    Word("升级", "升級", "upgrade", "shengji"),
    Word("投诉", "投訴", "complaint", "tousu"),
    Word("赔偿", "賠償", "compensation", "peichang"),
    Word("预售", "預購", "presale", "yushou"),
    Word("库存", "庫存", "stock", "kucun"),
    Word("价格", "價格", "price", "jiage"),
    Word("运费", "運費", "shipping", "yunfei"),
    Word("签收", "簽收", "receipt", "qianshou"),
    Word("破损", "破損", "damage", "posun"),
    Word("错误代码", "錯誤代碼", "fault code", "cuowudaima"),
];

pub const THINGS: [Word; 12] = [
    Word("咖啡机", "咖啡機", "coffee machine", "kafeiji"),
    Word("扫地机", "掃地機器人", "robot vacuum", "saodiji"),
    Word("耳机", "耳機", "earphones", "erji"),
    Word("空气炸锅", "氣炸鍋", "air fryer", "kongqizhaguo"),
    Word("保温杯", "保溫杯", "flask", "baowenbei"),
    Word("台灯", "檯燈", "desk lamp", "taideng"),
    Word("加湿器", "加濕機", "humidifier", "jiashiqi"),
    Word("充电宝", "行動電源", "power bank", "chongdianbao"),
    Word("电饭煲", "電鍋", "rice cooker", "dianfanbao"),
    Word("吹风机", "吹風機", "hair dryer", "chuifengji"),
    Word("净水器", "淨水器", "water purifier", "jingshuiqi"),
    Word("体重秤", "體重計", "bathroom scale", "tizhongcheng"),
];

/// Around `{p}` a thing, `{t}` a matter, `{n}` a number.
const SIMPLIFIED: [&str; 10] = [
    "您好，我上周买的{p}想问一下{t}的事，单号是 {n}。",
    "请问{p}的{t}一般需要几天？我已经等了 {n} 个小时了。",
    "我们已经登记了您的{t}申请，编号 {n}，会在一个工作日内答复。",
    "麻烦您拍一张{p}底部铭牌的照片，型号应当以 {n} 结尾。",
    "{p}开机后指示灯闪三下就灭了，是不是{t}的问题？",
    "如果{p}仍在保修期内，{t}不收任何费用；超过期限按 {n} 元计。",
    "同事已经核对过仓库记录，{t}在 {n} 号那天就处理完了。",
    "先把电源拔掉等两分钟，再重新插上，看看{p}能不能恢复。",
    "我打过一次电话，客服说{t}会有人联系我，但是一直没有消息。",
    "感谢您的耐心，{p}的{t}已经为您加急，请留意短信。",
];
const TRADITIONAL: [&str; 10] = [
    "您好，我上週買的{p}想請問{t}的事，單號是 {n}。",
    "請問{p}的{t}通常需要幾天？我已經等了 {n} 個小時。",
    "我們已經登記了您的{t}申請，編號 {n}，會在一個工作天內回覆。",
    "麻煩您拍一張{p}底部銘牌的照片，型號應該以 {n} 結尾。",
    "{p}開機後指示燈閃三下就滅了，是不是{t}的問題？",
    "如果{p}仍在保固期內，{t}不收任何費用；超過期限以 {n} 元計。",
    "同事已經核對過倉庫紀錄，{t}在 {n} 號那天就處理完了。",
    "先把電源拔掉等兩分鐘，再重新插上，看看{p}能不能恢復。",
    "我打過一次電話，客服說{t}會有人聯絡我，但是一直沒有消息。",
    "謝謝您的耐心，{p}的{t}已經為您優先處理，請留意簡訊。",
];
const ENGLISH: [&str; 10] = [
    "Hello, I bought the {p} last week and have a question about the {t}; my number is {n}.",
    "How many days does the {t} of the {p} usually take? I have been waiting for {n} hours.",
    "We have noted your {t} under {n} and will answer within one working day.",
    "Please send us a picture of the label under the {p}; the model should end in {n}.",
    "After switching on, the light of the {p} blinks three times and goes out; is that a matter of {t}?",
    "While the {p} is within its first two years, {t} costs nothing; after that it is {n}.",
    "A colleague checked the warehouse: the {t} was done on day {n}.",
    "Unplug the {p}, wait for two minutes, plug it in again and see whether it comes back.",
    "I called once and was told somebody would get in touch about the {t}, but nothing has happened since.",
    "Thank you for your patience: the {t} of your {p} has been given priority.",
];

/// A sentence.
pub fn sentence(language: Language, chance: &mut Chance) -> String {
    let frame = chance.one(match language {
        Language::Simplified => &SIMPLIFIED,
        Language::Traditional => &TRADITIONAL,
        Language::English => &ENGLISH,
    });
    let (thing, matter) = (chance.one(&THINGS).in_language(language), chance.one(&MATTERS).in_language(language));
    let mut text = String::with_capacity(frame.len() + 24);
    for piece in frame.split_inclusive('}') {
        let Some((before, name)) = piece.split_once('{') else {
            text.push_str(piece);
            continue;
        };
        text.push_str(before);
        match name {
            "p}" => text.push_str(thing),
            "t}" => text.push_str(matter),
            _ => text.push_str(&chance.below(100_000).to_string()),
        }
    }
    text
}

/// So many sentences.
pub fn text(language: Language, sentences: u64, chance: &mut Chance) -> String {
    let mut text = String::new();
    for number in 0..sentences {
        if number > 0 && language == Language::English {
            text.push(' ');
        }
        text.push_str(&sentence(language, chance));
    }
    text
}

/// Half simplified, a fifth traditional, the rest English.
pub fn language(chance: &mut Chance) -> Language {
    match chance.below(10) {
        0..5 => Language::Simplified,
        5..7 => Language::Traditional,
        _ => Language::English,
    }
}
