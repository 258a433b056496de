//! Words of a helpdesk that the dictionary cuts apart, words a question is asked with, and regional names of the same thing.
//! Data and its lookup only.

use std::collections::HashSet;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::fold;

/// Simplified, as the index sees them.
pub const WORDS: &str = "
    工单 客服 在线客服 人工客服 首问负责人 话术 催办 回访 转接 退款 退货 退换货 换货
    补发 补差价 运费险 七天无理由 发货 签收 拒收 物流单号 快递单号 订单号 下单 拼单 秒杀
    预售 定金 尾款 优惠券 满减 红包 积分 会员 开票 电子发票 专票 普票 企业微信 微信支付
    支付宝 花呗 云闪付 小程序 公众号 二维码 验证码 动态码 登录 注销 实名认证 人脸识别
    找回密码 重置密码 修改密码 双重验证 两步验证 解绑 换绑 闪退 卡顿 黑屏 白屏 死机 报错
    升级 固件 刷机 路由器 宽带 断网 掉线 充值 提现 到账 扣款 代扣 冻结 解冻 挂失 补卡
    对账 服务质量 响应时间 响应速度 响应时长 满意度 好评 差评 协作看板 知识库 工作流 后台
    前台 备用系统 应急预案 预计恢复 系统故障 超时 质检 排班 保修 三包 返修 上门 售后
    售前 售中 投诉 升级投诉 隐私政策 免打扰 黑名单 白名单
";

/// Words that only make a question of a query: they find every article and tell none apart.
pub fn is_question_word(word: &str) -> bool {
    QUESTION_SET.contains(word)
}

pub(crate) const QUESTION_WORDS: &str = "
    的 了 吗 呢 是 在 和 与 请 请问 什么 怎么 怎样 如何 哪 哪个 哪些 我 你 您 啊 吧 么 为什么 有
    a an the is are be do does did i my me you your to of in on for and or can how what it
    this that with was am if there will have has
";

/// The query in mainland words and simplified characters, when it may be Taiwan's; `None` when nothing would change.
///
/// Our own names go first: OpenCC reads 儲存格 as 儲存 and a rest, and makes 保存格 of it.
pub fn mainland(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let simple: Vec<char> = chars.iter().map(|c| fold::simplified(*c)).collect();
    let traditional = chars != simple;
    let mut out = String::with_capacity(text.len());
    let mut rest = String::new();
    let mut at = 0;
    while let Some(here) = simple.get(at..).filter(|here| !here.is_empty()) {
        let name = NAMES.iter().find(|name| here.starts_with(&name.taiwan) && (traditional || !name.doubtful));
        if let Some(name) = name {
            out.push_str(&phrases(&std::mem::take(&mut rest)));
            out.push_str(name.mainland);
            at += name.taiwan.len();
        } else {
            rest.extend(chars.get(at));
            at += 1;
        }
    }
    out.push_str(&phrases(&rest));
    (out != text).then_some(out)
}

fn phrases(text: &str) -> String {
    TW2SP.as_ref().map_or_else(|| text.to_owned(), |tw2sp| tw2sp.convert(text))
}

struct Name {
    taiwan: Vec<char>,
    mainland: &'static str,
    doubtful: bool,
}

/// Longest first, so that 資料庫 is not read as 資料.
static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let read = |table: &'static str, doubtful| {
        let pairs = table.split_whitespace().filter_map(|pair| pair.split_once('='));
        pairs.map(move |(taiwan, mainland)| Name { taiwan: taiwan.chars().collect(), mainland, doubtful })
    };
    let mut names: Vec<Name> = read(REGIONAL, false).chain(read(REGIONAL_IN_TRADITIONAL, true)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.taiwan.len()));
    names
});

/// Taiwan's words in simplified characters and the mainland's for the same, where OpenCC has none or another, each written `Taiwan=mainland`. Only words that
/// mean nothing else on the mainland: the query as typed is searched for as well, but each wrong alternative costs order.
const REGIONAL: &str = "
    储存格=单元格 试算表=电子表格 投影片=幻灯片 巨集=宏 函式=函数 字元=字符 栏位=字段
    汇入=导入 汇出=导出 列印=打印 工具列=工具栏 状态列=状态栏 选单=菜单 功能表=菜单
    对话方块=对话框 核取方块=复选框 剪贴簿=剪贴板 游标=光标 滑鼠=鼠标 萤幕=屏幕 字型=字体
    全形=全角 半形=半角 页首=页眉 页尾=页脚 注脚=脚注 超连结=超链接 范本=模板 自订=自定义
    贴上=粘贴 拖曳=拖动 卷动=滚动 缩排=缩进 运算子=运算符 变数=变量 阵列=数组 回圈=循环
    字串=字符串 程式码=代码 程式=程序 资料夹=文件夹 资料库=数据库 视窗=窗口 伺服器=服务器
    网路=网络 软体=软件 硬体=硬件 硬碟=硬盘 随身碟=优盘 印表机=打印机 使用者=用户 帐号=账号
    登入=登录 简讯=短信 回馈=反馈 客诉=投诉 退费=退款 出货=发货 宅配=快递 转帐=转账
    折价券=优惠券 当机=死机 重新开机=重启 解析度=分辨率 搜寻=搜索 外挂=插件 扩充功能=扩展
    框线=边框 图示=图标 智慧型手机=智能手机
";

/// The same for words that the mainland has too, with another meaning: only in a query that is written in traditional characters.
const REGIONAL_IN_TRADITIONAL: &str = "
    资料=数据 品质=质量 行动=移动 物件=对象 取代=替换 复原=撤销 专线=热线 简报=演示文稿
    支援=支持 档案=文件 套用=应用 连结=链接 常数=常量 预设=默认 讯息=消息 资讯=信息
    登出=退出登录
";

static QUESTION_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| QUESTION_WORDS.split_whitespace().collect());

static TW2SP: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::Tw2sp).inspect_err(|error| tracing::error!(%error, "no Taiwan vocabulary in search")).ok());

#[cfg(test)]
mod tests {
    use super::mainland;

    #[test]
    fn taiwans_words_become_the_mainlands() {
        assert_eq!(mainland("試算表的儲存格").as_deref(), Some("电子表格的单元格"));
        assert_eq!(mainland("電子表格的單元格").as_deref(), Some("电子表格的单元格"));
        assert_eq!(mainland("字元").as_deref(), Some("字符"));
        assert_eq!(mainland("資料").as_deref(), Some("数据"));
    }

    #[test]
    fn the_mainlands_own_words_stay() {
        for word in ["资料", "退款", "refund", "品质", "行动", ""] {
            assert_eq!(mainland(word), None, "{word}");
        }
    }
}
