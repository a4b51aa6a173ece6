#include "language/numeric/chinese_followers.hpp"

#include <algorithm>
#include <string>

namespace errand::language::numeric {
namespace {

// Sorted once, so that a look costs a few steps.
std::u32string sorted(std::u32string_view characters) {
    std::u32string made(characters);
    std::ranges::sort(made);
    return made;
}

// Measure words of things, of vessels, of groups, of acts, of time, of place and of number.
constexpr std::u32string_view kThings =
    U"个位名人口头只匹条尾峰羽株棵朵颗粒枝支根片叶瓣张面块本册部卷页幅帧份封件套台架辆列艘条趟架门"
    U"座栋幢间所家户扇堵堂层顶把柄枚枪炮管杆盏道级阶节段截截章首篇句字词行段题项条款例则种样类型号"
    U"版代届辈世位员具尊副双对打罗令笔帖帮伙群班队排连营团师军批组族系派股缕丝束捆扎串挂簇丛堆摞叠"
    U"沓摊滩坨滴点团块锭饼轮弯抹线盘局场幕出集期季回次遍趟番顿阵通声响拳脚掌巴枪刀剑箭鞭棍笔眼口"
    U"卡票单案机桌席床铺亭园馆院校厂站仓库室厅楼屋巷街路岸洲岛湖海泉井池湾桥寨村";
constexpr std::u32string_view kVessels =
    U"杯碗碟盘盆瓶罐桶壶缸坛锅锅盅煲盒箱包袋筐篮篓车船勺匙叉瓢兜壶屉笼抽";
constexpr std::u32string_view kTime = U"年月日天周星旬季代时点刻分秒岁宿夜晚夕更旬世";
constexpr std::u32string_view kMeasures =
    U"米里丈尺寸厘毫微公分克斤两吨磅升斗石亩顷码英平方立度元角块毛钱圆円贯文镑盾加比字瓦伏安赫"
    U"帕焦卡倍成";
constexpr std::u32string_view kMoreThings =
    U"国省州市县镇乡区城界科目般指边地环格拍步针胎命心手身脸嘴腿腔肚圈挥晃瞬旗冠翼树甲式味色彩"
    U"生者郎木王居课尊重维音体金食流开刻炮弹核波端侧板扫房相网极向驱提审关粒山联游脚入技问笑档举客"
    U"餐任曲牌击拨棒柱型宗剧拳机进制壳球横竖轴观领委栏带鼎町帆缕帧转落足梯投试卦柄盏计学介剑桂围签"
    U"揽桩纸隅诺刊帖屏贴窍洞坪泡职背站维";
// What goes on with a sentence behind a number: 三是, 一到五, 二乘三, 第一的.
constexpr std::u32string_view kGrammar = U"是到以至的加减乘除等下起后前";

}  // namespace

bool is_measure(char32_t character) {
    static const auto all =
        sorted(std::u32string(kThings) + std::u32string(kVessels) + std::u32string(kTime) +
               std::u32string(kMeasures) + std::u32string(kMoreThings));
    return std::ranges::binary_search(all, character);
}

constexpr std::u32string_view kSizes = U"大中小整";

constexpr std::u32string_view kBeforeIs = U"这那不也还而却更但";

bool may_follow_digit(const Glyphs& text, std::size_t at) {
    if (at >= text.size()) return true;
    const auto character = text.at(at);
    if (is_letter(character) || is_digit(character)) return false;
    if (character < 0x3400) return character != U'%';
    if (kGrammar.contains(character) || is_measure(character)) return true;
    // 两小时, 一大碗
    if (kSizes.contains(character) && at + 1 < text.size() && is_measure(text.at(at + 1)))
        return true;
    // 这是五还是六: "is" with a word before it.
    return kBeforeIs.contains(character) && text.at(at + 1) == U'是';
}

}  // namespace errand::language::numeric
