// Amounts of a unit in Chinese text: 3元5角, 三块五, 两米半, 六千字节, 29岁, 摄氏30度. See
// spans.hpp.
#include <algorithm>
#include <array>
#include <cmath>

#include "language/numeric/chinese_units.hpp"
#include "language/numeric/chinese_values.hpp"
#include "language/numeric/finders.hpp"

namespace errand::language::numeric {
namespace {

// What follows a unit and makes another word of it: 五角大楼, 三元一次, 一块蛋糕.
struct Compound {
    std::u32string_view unit;
    std::u32string_view next;
};
constexpr std::array<Compound, 12> kCompounds = {{{U"角", U"大形星度落色楼恋"},
                                                  {U"元", U"旦宵素器件月老首朝代帅勋次方"},
                                                  {U"圆", U"形圈桌心满弧周"},
                                                  {U"毛", U"衣病巾笔线利孔毯"},
                                                  {U"位", U"于置"},
                                                  {U"里", U"面边程"},
                                                  {U"石", U"头油块"},
                                                  {U"平", U"方等均衡"},
                                                  {U"方", U"面案法向式便"},
                                                  {U"节", U"课日目约"},
                                                  {U"克", U"拉服隆"},
                                                  {U"度", U"假过量数蜜"}}};

constexpr std::array<std::u32string_view, 6> kTurns = {U"旋转", U"转动", U"角度",
                                                       U"倾斜", U"夹角", U"转向"};

class Finder {
  public:
    Finder(const Glyphs& text, const ChineseForms& forms, AmountScope scope)
        : text_(text), forms_(forms), scope_(scope) {
        for (const auto word : kTurns)
            turns_ = turns_ || std::u32string_view(text.low).contains(word);
    }

    std::vector<AmountSpan> find() {
        for (std::size_t at = 0; at < text_.size();) {
            auto past = take_before(at);
            if (past == at) past = take_number(at);
            at = std::max(at + 1, past);
        }
        return std::move(found_);
    }

  private:
    using Match = ChineseForms::Match;

    bool allowed(const Match& match, std::size_t at, double value) const;
    Match unit_behind(std::size_t at, double value) const;
    std::size_t take_before(std::size_t at);
    std::size_t take_number(std::size_t at);
    std::size_t take_half(std::size_t at);
    std::size_t take_alone(std::size_t at);
    bool step_back(std::size_t begin, ChineseValue& value, Match& match) const;
    std::size_t finish(AmountSpan amount, const Unit& unit);
    void take_rest(AmountSpan& amount, const Unit& unit) const;
    bool take_part(AmountSpan& amount, const Unit& unit) const;
    void take_bare_part(AmountSpan& amount) const;

    const Glyphs& text_;
    const ChineseForms& forms_;
    AmountScope scope_;
    bool turns_ = false;
    std::vector<AmountSpan> found_;
};

constexpr std::u32string_view kAfterMoney = U"钱以左的内之一每上吧够就封多五四三二六七八九两半零整";

bool Finder::allowed(const Match& match, std::size_t at, double value) const {
    const auto next = text_.at(match.end);
    const auto form = std::u32string_view(text_.low).substr(at, match.end - at);
    for (const auto& compound : kCompounds)
        if (compound.unit == form && next != U'\0' && compound.next.contains(next)) return false;
    if (form == U"块" && value <= 10 && next >= 0x3400) {
        // 一块蛋糕 is a piece of it.
        return kAfterMoney.contains(next);
    }
    if (form == U"分") return false;  // 90分: points; as money only behind 元 and 角
    if (match.form.unit->name == "Degree")
        return (match.form.unit->kind == UnitKind::Angle) == turns_;
    if (is_letter(text_.at(match.end - 1)) && is_digit(next)) return false;
    return true;
}

Finder::Match Finder::unit_behind(std::size_t at, double value) const {
    at = text_.past_spaces(at);
    const auto match = forms_.match(text_, at, kBehind);
    if (!match || !allowed(match, at, value)) return {};
    return match;
}

// 六千字节 is six 千字节; 一万三千米 stays thirteen thousand metres.
bool Finder::step_back(std::size_t begin, ChineseValue& value, Match& match) const {
    const auto last = value.numeral.end - 1;
    const auto scale = chinese_unit(text_.at(last));
    if (scale != 1e3 && scale != 1e12) return false;
    const auto found = forms_.match(text_, last, kBehind);
    if (!found || (match && found.end < match.end)) return false;
    for (auto i = begin; i < last && scale == 1e3; ++i)
        if (chinese_unit(text_.at(i)) > 0) return false;
    value.value /= scale;
    match = found;
    return true;
}

// 5角, 2分 behind 3元; 2英寸 behind 5英尺.
bool Finder::take_part(AmountSpan& amount, const Unit& unit) const {
    auto at = text_.past_spaces(amount.end);
    if (text_.at(at) == U'又' || text_.at(at) == U'再' || text_.at(at) == U'零')
        at = text_.past_spaces(at + 1);
    const auto value = read_value(text_, at);
    if (!value || value->value < 0 || value->numeral.row) return false;
    const auto unit_at = text_.past_spaces(value->numeral.end);
    const auto match = forms_.match(text_, unit_at, kBehind);
    if (!match) return false;
    const auto count = parts_of_unit(unit, *match.form.unit);
    if (count == 0 || value->value >= count) return false;
    *amount.value += (*amount.value < 0 ? -1 : 1) * value->value / count;
    amount.end = match.end;
    return true;
}

constexpr std::u32string_view kMayFollow = U"的吧左一就够以钱啊呢了每";

// 三块五, 3元25, 一米八: tenths or hundredths without their name, at the end of what is said.
void Finder::take_bare_part(AmountSpan& amount) const {
    const auto at = amount.end;
    const auto value = read_value(text_, at);
    if (!value || value->value <= 0 || value->numeral.kind != NumberKind::Integer) return;
    const auto length = value->numeral.end - at;
    if (length > 2 || value->value >= 100) return;
    const auto next = text_.at(value->numeral.end);
    if (next >= 0x3400 && !kMayFollow.contains(next)) return;
    if (is_letter(next) || next == U'%' || next == U'-') return;
    *amount.value += value->value / (length == 1 ? 10 : 100);
    amount.end = value->numeral.end;
}

void Finder::take_rest(AmountSpan& amount, const Unit& unit) const {
    const bool whole = *amount.value == std::floor(*amount.value);
    const bool half = whole && text_.at(amount.end) == U'半' && text_.at(amount.end + 1) != U'天' &&
                      text_.at(amount.end + 1) != U'年' && text_.at(amount.end + 1) != U'个';
    if (half) {
        *amount.value += *amount.value < 0 ? -0.5 : 0.5;
        ++amount.end;
        return;
    }
    int parts = 0;
    while (parts < 3 && take_part(amount, unit)) ++parts;
    const bool bare = unit.name == "Chinese yuan" || unit.name == "Meter" || unit.name == "Chi";
    if (parts == 0 && bare && whole) take_bare_part(amount);
}

std::size_t Finder::finish(AmountSpan amount, const Unit& unit) {
    if (amount.value) take_rest(amount, unit);
    found_.push_back(amount);
    return amount.end;
}

// 人民币50元, $20, 摄氏30度.
std::size_t Finder::take_before(std::size_t at) {
    if (is_letter(text_.at(at)) && is_letter(text_.before(at))) return at;
    const auto match = forms_.match(text_, at, kBefore);
    if (!match) return at;
    const auto from = text_.past_spaces(match.end);
    auto value = read_value(text_, from);
    if (!value || value->numeral.row) return at;
    const auto& unit = *match.form.unit;
    auto end = value->numeral.end;
    const auto behind = text_.past_spaces(end);
    if (const auto again = forms_.match(text_, behind, kBehind)) {
        const bool same = again.form.unit->name == unit.name || again.form.unit->name == "Degree";
        if (same) end = again.end;
        if (!same && !is_digit(text_.at(from))) return at;
        if (unit.kind == UnitKind::Temperature && !same) return at;
    } else if (unit.kind == UnitKind::Temperature) {
        return at;
    }
    return finish({at, end, value->value, unit.name, unit.kind, unit.iso}, unit);
}

constexpr std::u32string_view kSingles = U"斤米里吨升亩";

std::size_t Finder::take_half(std::size_t at) {
    if (text_.at(at) != U'半') return at;
    const auto match = forms_.match(text_, at + 1, kBehind);
    if (!match || (match.end == at + 2 && !kSingles.contains(text_.at(at + 1)))) return at;
    if (scope_ == AmountScope::Ages || scope_ == AmountScope::Temperatures) return at;
    const auto& unit = *match.form.unit;
    found_.push_back({at, match.end, 0.5, unit.name, unit.kind, unit.iso});
    return match.end;
}

std::size_t Finder::take_number(std::size_t at) {
    auto value = read_value(text_, at);
    if (!value) {
        const auto past = std::max(take_half(at), past_miss(text_, at));
        return past > at + 1 ? past : std::max(past, take_alone(at));
    }
    const auto end = value->numeral.end;
    const bool code = is_letter(text_.before(at)) || value->numeral.row;
    if (code) return end;
    auto unit_at = end;
    const auto next = text_.at(end);
    if ((is_about(next) || next == U'来') && !value->numeral.single) ++unit_at;
    auto match = unit_behind(unit_at, value->value);
    step_back(at, *value, match);
    if (!match) return end;
    const auto& unit = *match.form.unit;
    return finish({at, match.end, value->value, unit.name, unit.kind, unit.iso}, unit);
}

std::size_t Finder::take_alone(std::size_t at) {
    const auto match = forms_.match(text_, at, kAlone);
    if (!match) return at;
    const auto& unit = *match.form.unit;
    found_.push_back({at, match.end, std::nullopt, unit.name, unit.kind, unit.iso});
    return match.end;
}

}  // namespace

std::vector<AmountSpan> chinese_amounts(const Glyphs& text, AmountScope scope) {
    switch (scope) {
        case AmountScope::Currencies:
            return Finder(text, chinese_currencies(), scope).find();
        case AmountScope::Dimensions:
            return Finder(text, chinese_dimensions(), scope).find();
        case AmountScope::Ages:
            return Finder(text, chinese_ages(), scope).find();
        case AmountScope::Temperatures:
            return Finder(text, chinese_temperatures(), scope).find();
    }
    return {};
}

}  // namespace errand::language::numeric
