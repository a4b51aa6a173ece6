// Owns: what people do, and how things are, in English and Chinese. A sense a line: English words
// ("_" joins the words of one expression), a bar, Chinese words. General words that services and
// those who ask for them use; add a line, or a word to one, where it is missing.
#include "tool/concepts.hpp"

namespace errand::tool {

namespace {

constexpr std::string_view kSenses = R"(
create make new add establish found set_up generate | 新建 创建 建立 新增 添加 增加 设立 制作 生成
delete remove erase discard get_rid throw_away | 删除 删掉 移除 去掉 清除 丢弃 扔掉 抹掉
change modify edit alter amend adjust | 修改 更改 编辑 变更 改动 调整 改成 改一下
update refresh renew upgrade | 更新 刷新 升级 续期 续订
rename retitle call_it | 改名 重命名 更名 名称
archive file_away | 归档 存档
restore recover undelete bring_back | 恢复 还原 找回 复原
copy duplicate clone replicate | 复制 拷贝 副本 克隆
share | 分享 共享
approve accept agree consent | 批准 同意 审批 通过 准许 核准 答应
reject refuse decline deny turn_down | 拒绝 驳回 谢绝 不同意 退回
cancel call_off abort revoke withdraw | 取消 撤销 撤回 作废 中止
confirm verify acknowledge | 确认 核实 证实
check inspect examine audit | 检查 查验 核对 审查 审核 看看
comment remark note annotate | 评论 留言 备注 批注 注释 附言
assign allocate delegate responsible distribute | 指派 分配 分派 委派 交给 负责 分给
remind reminder forget | 提醒 别忘 忘记
notify inform alert notification announce | 通知 告知 告诉 提示 公告
print paper hardcopy | 打印 打出来 印刷 纸质
translate translation interpret | 翻译 译成 译文 口译 译
history earlier previous changelog record log | 历史 记录 日志 以前 过去 之前
lock freeze block | 锁定 锁上 冻结 封锁 屏蔽
unlock unfreeze unblock | 解锁 解冻 解除
list enumerate overview | 列出 列表 清单 有哪些 一览
export extract download | 导出 下载 提取
import upload load_in | 导入 录入 上传
count tally how_many number amount | 统计 数量 多少 计数 几个 总数
search find look_up seek query | 搜索 查找 查询 寻找 检索 搜一下 找一下 查一下
show view display see look_at | 查看 显示 展示 看一下 浏览
open | 打开 开启
close shut | 关闭 关上 关掉
start begin launch run | 开始 启动 运行 发起 开动
stop end halt terminate | 停止 停下 结束 终止 停掉
pause suspend hold | 暂停 挂起 搁置
resume continue carry_on | 继续 接着
repeat again redo | 重复 再次 重做 再来 重新
undo roll_back revert | 撤消 回滚 回退
send dispatch deliver | 发送 寄出 派送 送达 投递 发给
receive obtain get | 收到 接收 收取 获得 领取
reply answer respond | 回复 答复 回答 回应
forward pass_on | 转发 转交 转给
ask enquire inquire question | 询问 提问 问一下 咨询 问题
invite invitation | 邀请 请来
join participate take_part attend | 加入 参加 参与 出席
leave quit exit | 离开 退出 离职
book reserve reservation booking | 预订 预定 预约 订座 订位 订一个
order purchase buy | 订购 购买 下单 买 采购
sell selling sale | 出售 卖 销售 售卖 变卖
pay payment settle | 支付 付款 缴费 结账 付钱 交钱
refund money_back reimburse | 退款 退钱 退费 报销
return give_back send_back | 退货 归还 退还 还回
exchange swap | 交换 换货 调换 更换
borrow | 借入 借用 借来 借
lend | 借出 借给
rent hire lease | 租 租赁 租用 出租
subscribe subscription sign_up | 订阅 订购 开通
unsubscribe opt_out | 退订 取消订阅
register enroll enrol sign_up | 注册 登记 报名
log_in login sign_in | 登录 登陆 登入
log_out logout sign_out | 退出登录 登出 注销
follow | 关注 跟随
like favourite favorite star bookmark | 收藏 喜欢 点赞 书签
rate rating score grade mark | 评分 打分 分数 成绩 评级
review appraise evaluate assess evaluation | 评价 评估 评审 点评
compare comparison contrast | 比较 对比 相比
choose select pick | 选择 挑选 选定 选一个
filter | 筛选 过滤
sort rank arrange ranking | 排序 排列 排名 排行
group categorize classify category | 分组 分类 归类 类别
merge combine join_together | 合并 整合 合在一起
split divide separate | 拆分 分割 分开 切分
move relocate shift | 移动 搬 迁移 挪到
transfer | 转移 转让 转账 过户
attach attachment | 附加 附件 附上
detach unlink disconnect | 分离 断开 解绑
link connect connection bind | 连接 链接 关联 绑定
synchronize sync synchronise | 同步
save store keep | 保存 存储 储存 保留 存下
back_up backup | 备份
hide conceal | 隐藏 藏起
publish release post | 发布 发表 公布 推出 刊登
schedule plan arrange timetable | 安排 计划 日程 排期 定时
postpone delay defer put_off reschedule | 推迟 延期 延后 改期 延迟
extend prolong lengthen | 延长 展期 扩展
shorten reduce decrease cut | 缩短 减少 降低 削减
increase raise grow | 增加 提高 上涨 增长 加大
limit restrict cap | 限制 限额 上限
allow permit enable | 允许 许可 启用 准予
forbid prohibit disable ban | 禁止 不许 停用 禁用
protect secure safeguard | 保护 保障 防护
report complain complaint | 举报 投诉 报告 上报
repair fix mend | 维修 修理 修复 修好
clean tidy wash | 清洁 打扫 清洗 洗
build construct assemble | 建造 搭建 组装 构建
install set_up deploy | 安装 部署 装上
uninstall | 卸载
configure settings configuration preference | 配置 设置 设定 偏好
test try trial | 测试 试用 试一下 试验
measure measurement gauge | 测量 测定 量一下
weigh weight heavy | 重量 体重 称重 多重
calculate compute work_out | 计算 算一下 核算
estimate forecast predict prediction | 估计 预测 预估 估算
analyze analyse analysis | 分析 解析
summarize summarise summary | 总结 摘要 概括 汇总
explain explanation describe description | 解释 说明 描述 讲解
learn study | 学习 学会 自学
teach train tutor | 教 教学 培训 辅导 训练
practise practice exercise | 练习 操练
write draft compose | 写 撰写 起草 写作
read | 阅读 读取 朗读
record film capture | 录制 录音 录像 拍摄
play | 播放 玩 演奏
listen hear | 听 收听
watch | 观看 收看
draw sketch | 绘制 画画 描绘
photograph take_a_picture | 拍照 照相
scan | 扫描 扫一下
sign signature | 签名 签字 签署
stamp seal | 盖章 印章
encrypt | 加密
decrypt | 解密
compress zip | 压缩
unpack unzip extract | 解压 解包
convert turn_into transform conversion | 转换 转成 变成 换算
format layout | 格式 排版 版式
track trace follow_up | 跟踪 追踪 查询进度 走到哪
locate find_out_where position | 定位 位置 在哪
navigate route way | 导航 路线 怎么去
travel journey trip | 旅行 旅游 出行 行程
drive driving | 驾驶 开车
park parking | 停车 泊车
ride | 乘坐 骑 搭乘
fly flying | 飞行 飞
walk hike hiking | 步行 走路 徒步
run running jog | 跑步 慢跑
swim swimming | 游泳
sleep | 睡眠 睡觉
eat dine | 吃 用餐 就餐
drink | 喝 饮用
cook bake | 烹饪 做饭 烘焙 烤
heat warm | 加热 升温 取暖
cool chill | 冷却 降温 制冷
charge recharge top_up | 充电 充值
turn_on switch_on | 打开 开启 开灯
turn_off switch_off | 关掉 关闭 关灯
adopt | 领养 采用
feed | 喂养 喂食
water irrigate | 浇水 灌溉
grow plant cultivate | 种植 栽培 养
harvest | 收获 收割
donate give | 捐赠 捐款 捐献
collect gather | 收集 采集 领取
deliver delivery | 配送 送货 外送 投递 快递
ship shipping freight | 发货 运输 货运 运送
pack package wrap | 打包 包装
load | 装货 加载 装载
unload | 卸货
hire recruit recruitment | 招聘 雇用 录用
fire dismiss lay_off | 解雇 开除 裁员
promote promotion | 晋升 升职 推广 促销
resign | 辞职 离职
apply application | 申请 应聘 报名
submit hand_in | 提交 上交 递交
fill_in fill_out complete | 填写 填表 填好 完成
finish done complete | 完成 做完 结束 用完
negotiate bargain | 谈判 协商 讨价还价
discuss talk | 讨论 商量 交谈
meet | 见面 会面 碰头
call phone ring | 打电话 致电 通话 呼叫
chat | 聊天 对话 群聊
visit | 访问 拜访 参观 探望
vote | 投票 表决
elect election | 选举
win winner | 获胜 赢 中奖 优胜
lose lost | 丢失 遗失 输 失去
save_money economize | 省钱 节约 节省
spend spending expense | 花费 支出 开销 花钱
earn income | 收入 赚 所得 挣钱
invest investment | 投资
owe debt | 欠款 债务 欠
lend loan | 贷款 放贷
insure insurance | 投保 保险 承保
claim | 索赔 理赔 认领
withdraw cash_out | 提现 取款 取钱
deposit | 存款 押金 定金 存入
withhold deduct | 扣除 扣款 代扣
discount reduce_the_price | 打折 优惠 折扣 降价
block blacklist | 拉黑 黑名单 屏蔽
monitor watch_over surveillance | 监控 监视 监测
detect discover | 检测 发现 探测
recognize identify recognition | 识别 认出 鉴别
diagnose diagnosis | 诊断
treat cure therapy treatment | 治疗 疗法 医治
vaccinate vaccination inoculate | 接种 打疫苗 疫苗
operate operation surgery | 手术 操作
examine checkup | 体检 检查 化验
prescribe prescription | 开药 处方 药方
rescue save_life | 救援 营救 抢救
warn warning | 警告 警示 预警
help assist support | 帮助 协助 支持 支援
advise recommend suggestion suggest recommendation | 推荐 建议 提议
complain | 抱怨 投诉
thank | 感谢 谢谢
congratulate greet greeting | 祝贺 问候 祝福
celebrate celebration | 庆祝 庆典
marry wedding | 结婚 婚礼
divorce | 离婚
move_house | 搬家
renovate decorate | 装修 装饰 翻新
design | 设计
produce manufacture | 生产 制造
test_drive | 试驾
browse surf | 浏览 上网
click tap | 点击 点一下
type enter input | 输入 键入
paste | 粘贴
drag | 拖动 拖拽
zoom enlarge magnify | 放大 缩放
rotate turn | 旋转 转动
crop trim | 裁剪 修剪
mix blend | 混合 搅拌
mute silence | 静音
shuffle random | 随机 打乱
skip | 跳过
rewind | 倒带 快退
expire expiry expiration | 过期 到期 失效 有效期
activate activation | 激活 启用
deactivate | 停用 注销
validate valid | 验证 有效 校验
authorize authorise permission authorization | 授权 权限 许可
authenticate authentication | 认证 身份验证
simulate simulation | 模拟 仿真
debug troubleshoot | 调试 排查 排错
compile build | 编译 构建
commit | 提交
deploy | 部署 上线
restart reboot | 重启 重新启动
reset | 重置 复位
migrate migration | 迁移
replace substitute | 替换 更换 代替
insert | 插入
append | 追加 附加
clear empty | 清空 清除
expand unfold | 展开
collapse fold | 折叠 收起
available availability vacant free | 可用 空闲 有空 空位 余票
occupied busy full | 占用 忙 已满
missing absent absence | 缺失 缺席 缺少 缺勤
broken faulty defect bug | 损坏 故障 缺陷 坏了 毛病
overdue late | 逾期 迟到 超期 晚了
pending waiting await | 待处理 等待 待审 未决
current present now | 当前 现在 目前 眼下
next upcoming coming | 下一个 即将 接下来
last latest recent newest | 最新 最近 最后 近期
old outdated | 旧 过时 老
first | 第一 首次
cheap inexpensive affordable low_price | 便宜 实惠 低价
expensive dear costly | 贵 昂贵
fast quick rapid | 快 迅速 快速
slow | 慢
big large huge | 大 大型 巨大
small little tiny | 小 小型
long length | 长度 长
short | 短
high height tall | 高度 身高 高
low | 低
wide width | 宽度 宽
deep depth | 深度 深
thick thin | 厚 薄
hot | 热 炎热
cold | 冷 寒冷
wet damp | 潮湿 湿
dry | 干燥 干
clean | 干净 清洁
dirty | 脏
safe safety security | 安全
dangerous danger risk hazard | 危险 风险
public | 公开 公共
private privacy personal | 私人 隐私 私有 个人
free_of_charge gratis for_free | 免费
urgent emergency | 紧急 急 应急
important priority | 重要 优先
secret confidential | 机密 秘密 保密
popular hot_topic trending | 热门 流行
similar alike | 相似 类似
different difference | 不同 差异 区别
random | 随机
automatic automatically | 自动
manual manually by_hand | 手动 手工 人工
online | 在线 线上 网上
offline | 离线 线下
local nearby near around | 附近 本地 周边 周围
foreign abroad overseas international | 国外 海外 国际 外国
domestic | 国内
total sum overall | 总计 合计 总和 总共
average mean | 平均
maximum most highest | 最大 最高 最多
minimum least lowest | 最小 最低 最少
percent percentage share_of | 百分比 占比 比例
daily every_day | 每天 每日 日常
weekly every_week | 每周 一周
monthly every_month | 每月 月度 按月 每个月
yearly annual every_year | 每年 年度 全年
hourly | 每小时
today | 今天 今日
tomorrow | 明天
yesterday | 昨天
morning | 早上 上午 早晨
afternoon | 下午
evening night | 晚上 夜晚 今晚
weekend | 周末
spring | 春天 春季
summer | 夏天 夏季
autumn | 秋天 秋季
winter | 冬天 冬季
red | 红色
blue | 蓝色
green | 绿色
yellow | 黄色
black | 黑色
white | 白色
english | 英语 英文
chinese | 中文 汉语
spanish | 西班牙语 西班牙文
french | 法语 法文
german | 德语 德文
japanese | 日语 日文
russian | 俄语 俄文
korean | 韩语 韩文
)";

}  // namespace

std::string_view senses_of_deeds() {
    return kSenses;
}

}  // namespace errand::tool
