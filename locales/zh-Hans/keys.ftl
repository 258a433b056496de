# Commands, their keys, and the search of the settings.

## The palette’s other groups
palette-list = 列表
palette-alerts = 提醒
palette-held = 待您决定
palette-schedules = 营业时间
palette-looks = 语言和外观
palette-alerting = 提醒方式

## Why something cannot be done now
palette-yours = 已由您负责
palette-no-clock = 这张工单没有时限
palette-no-earlier = 没有更早的消息
palette-no-customer = 这张工单没有客户
palette-no-list = 当前不在工单列表
palette-alerts-first = 先打开提醒
palette-no-alert = 没有提醒
palette-held-first = 先打开待您决定
palette-not-this-one = 这一项不能这样处理
palette-schedules-first = 先打开营业时间
palette-unchanged = 没有改动
key-not-now = { $name }：{ $why }

## Actions
action-send = 发送
action-owner = 转接
action-status = 改状态
action-urgency = 改紧急程度
action-category = 改类别
action-queue = 移到别的队列
action-category-to = 类别改为{ $name }
action-queue-to = 移到队列{ $name }
action-earlier = 展开较早的消息
action-customer = 显示或收起客户
action-move-down = 列表往下
action-move-up = 列表往上
action-after = 打开后一张
action-before = 打开前一张
action-take = 接手这条提醒
action-acknowledge = 知道了
action-snooze-5 = 5 分钟后再提醒
action-snooze-15 = 15 分钟后再提醒
action-snooze-60 = 1 小时后再提醒
action-acknowledge-all = 提醒全部知道了
action-snooze-all = 提醒全部稍后
action-schedule-save = 保存营业时间
action-schedule-undo = 撤回营业时间的改动
action-schedule-discard = 放弃营业时间的改动
action-settings-keys = 设置：快捷键
action-motion-off = 动效：关闭
action-motion-system = 动效：跟随系统
action-chime-twoTones = 提醒声：双音
action-chime-bell = 提醒声：铃声
action-chime-knock = 提醒声：轻敲
setting-on = 开
setting-off = 关

## Keys
key-then = 再按
keys-search = 搜索快捷键
keys-change = 修改快捷键
keys-how = 选一个命令，再按新的键。也可以先后按两个字母，例如 G M。
keys-choose = { $name }，快捷键：{ $key }。按下即可修改
keys-none = 无
keys-press = 按新的键，Esc 取消
keys-reset = { $name }：恢复原来的键
keys-clear = { $name }：不设快捷键
keys-reset-all = 全部恢复
keys-all-own = 所有快捷键都是原来的
keys-bring-back = 找回我的设置
keys-taken = { $key } 与这些冲突：{ $names }。
keys-exchange = 互换
keys-take = 从那里拿走
keys-no-ime = 输入法正在组字，或这个键用来打重音。请切到英文后再按。
keys-no-text = 这个键留给文字编辑：全选、复制、粘贴、撤销。
keys-no-system = 系统或窗口要用这个键。
keys-no-list = 列表、按钮和菜单要用这个键。
keys-no-alone = 它在打字时也要能用，所以要带 Ctrl 或 Alt。

## Settings
settings-search = 搜索设置
settings-hits = 找到 { $n } 项
settings-part-hits = { $name } · { $n }
settings-motion = 动效
settings-motion-more = 面板和横幅是否滑入
settings-undo = 发送后可撤回
settings-undo-more = 在这段时间内，发出的内容可以收回
settings-undo-seconds = { $n } 秒
settings-signature = 签名
settings-signature-more = 写在每条回复下面
settings-signature-none = 没有签名
