#include "language/identity.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>

#include "language/text.hpp"

namespace errand::language {
namespace {

constexpr std::size_t kIdentityLength = 18;
constexpr std::size_t kLeastCard = 13;
constexpr std::size_t kLeastRow = 15;  // shorter rows of digits are more often something else
constexpr std::size_t kMostCard = 19;
constexpr std::size_t kBehindName = 24;  // "passport number is " and a little more

struct Province {
    std::string_view code;
    std::string_view name;
};
constexpr std::array kProvinces = {
    Province{"11", "北京"}, Province{"12", "天津"},   Province{"13", "河北"},
    Province{"14", "山西"}, Province{"15", "内蒙古"}, Province{"21", "辽宁"},
    Province{"22", "吉林"}, Province{"23", "黑龙江"}, Province{"31", "上海"},
    Province{"32", "江苏"}, Province{"33", "浙江"},   Province{"34", "安徽"},
    Province{"35", "福建"}, Province{"36", "江西"},   Province{"37", "山东"},
    Province{"41", "河南"}, Province{"42", "湖北"},   Province{"43", "湖南"},
    Province{"44", "广东"}, Province{"45", "广西"},   Province{"46", "海南"},
    Province{"50", "重庆"}, Province{"51", "四川"},   Province{"52", "贵州"},
    Province{"53", "云南"}, Province{"54", "西藏"},   Province{"61", "陕西"},
    Province{"62", "甘肃"}, Province{"63", "青海"},   Province{"64", "宁夏"},
    Province{"65", "新疆"}, Province{"71", "台湾"},   Province{"81", "香港"},
    Province{"82", "澳门"}, Province{"83", "台湾"}};

// The first characters of number plates, one for each province.
constexpr std::u32string_view kPlateProvinces =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::u32string_view kPlateEnds = U"学警挂港澳领使";

bool digit(char c) {
    return c >= '0' && c <= '9';
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

bool is_birthday(std::string_view value) {
    using namespace std::chrono;
    const auto y = number(value.substr(6, 4));
    const year_month_day day{year(y), month(static_cast<unsigned>(number(value.substr(10, 2)))),
                             std::chrono::day(static_cast<unsigned>(number(value.substr(12, 2))))};
    return y >= 1850 && y < 2100 && day.ok();
}

bool identity_shape(std::string_view value) {
    return value.size() == kIdentityLength &&
           std::ranges::all_of(value.substr(0, kIdentityLength - 1), digit) &&
           (digit(value.back()) || value.back() == 'X');
}

// ISO 7064 MOD 11-2.
bool identity_checks(std::string_view value) {
    int sum = 0;
    for (std::size_t i = 0; i + 1 < value.size(); ++i) sum = (sum + (value[i] - '0')) * 2 % 11;
    const int check = (12 - sum) % 11;
    return value.back() == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

// GB 32100 without I, O, S, V, Z.
constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

bool credit_shape(std::string_view value) {
    if (value.size() != kIdentityLength || std::ranges::all_of(value, digit)) return false;
    if (!std::ranges::all_of(value, [](char c) { return kCreditAlphabet.contains(c); }))
        return false;
    return std::ranges::all_of(value.substr(2, 6), digit) &&
           std::string_view("123456789AN").contains(value[0]);
}

// Reads the papers of one text.
class Reader {
  public:
    explicit Reader(std::string_view whole) : text_(whole) {}

    std::vector<Paper> all() {
        for (std::size_t at = 0; at < text_.size();) {
            if (const auto end = plate(at)) {
                at = *end;
            } else if (opens(at)) {
                at = row(at);
            } else {
                ++at;
            }
        }
        return std::move(found_);
    }

  private:
    bool opens(std::size_t at) const {
        return (is_digit(text_[at]) || is_latin(text_[at])) && !is_word(text_.before(at));
    }

    void add(PaperKind kind, std::size_t begin, std::size_t end, std::string value, bool valid) {
        found_.push_back({kind, text_.place(begin, end), std::move(value), valid});
    }

    static std::string upper(std::string value) {
        for (auto& c : value)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
        return value;
    }

    // Letters and digits without a gap, and rows of digits with single spaces or dashes between.
    std::size_t row(std::size_t at) {
        auto end = at;
        while (is_word(text_[end])) ++end;
        const auto value = upper(text_.folded(at, end));
        if (identity_shape(value) && (is_birthday(value) || identity_checks(value))) {
            add(PaperKind::IdentityCard, at, end, value, read_identity_card(value).has_value());
            return end;
        }
        if (credit_shape(value)) {
            add(PaperKind::CreditCode, at, end, value, valid_credit_code(value));
            return end;
        }
        if (passport_shape(value) || called_passport(at, value)) {
            add(PaperKind::Passport, at, end, value, true);
            return end;
        }
        return card(at);
    }

    static bool passport_shape(std::string_view value) {
        if (value.size() != 9 || !std::ranges::all_of(value.substr(2), digit)) return false;
        if (value[0] == 'E') return digit(value[1]) || (value[1] >= 'A' && value[1] <= 'Z');
        return std::string_view("GDSPHMK").contains(value[0]) && digit(value[1]);
    }

    // "passport number K1234567", "护照号:AB123456": letters and digits behind the word.
    bool called_passport(std::size_t at, std::string_view value) const {
        if (value.size() < 6 || value.size() > 10 || value.contains('_')) return false;
        if (std::ranges::count_if(value, digit) < 5) return false;
        auto from = at;
        for (std::size_t back = 0; from > 0 && back < kBehindName; ++back) {
            --from;
            if (text_.reads(from, "护照") || text_.reads(from, "passport")) return true;
        }
        return false;
    }

    // A bank card: 15 to 19 digits in one row whose sum is right, or written in fours (4-6-5).
    std::size_t card(std::size_t at) {
        std::string value;
        std::vector<std::size_t> rows;
        auto end = at;
        for (auto from = at; is_digit(text_[from]);) {
            const auto stop = text_.digits_end(from);
            if (is_word(text_[stop]) || value.size() + (stop - from) > kMostCard) break;
            rows.push_back(stop - from);
            value += text_.folded(from, stop);
            end = stop;
            const bool joint = is_blank(text_[stop]) || text_[stop] == U'-';
            if (!joint || !is_digit(text_[stop + 1])) break;
            from = stop + 1;
        }
        const bool right = luhn(value);
        const bool grouped = rows.size() > 1 && card_rows(rows) && value.size() >= kLeastCard;
        if (grouped || (rows.size() == 1 && right && value.size() >= kLeastRow)) {
            add(PaperKind::BankCard, at, end, value, right);
            return end;
        }
        while (is_word(text_[at])) ++at;
        return at;
    }

    static bool card_rows(const std::vector<std::size_t>& rows) {
        if (rows == std::vector<std::size_t>{4, 6, 5}) return true;
        return rows.size() >= 4 &&
               std::all_of(rows.begin(), rows.end() - 1, [](auto size) { return size == 4; });
    }

    // 京A12345, 京A·12345, 粤BD12345 (new energy: six), 粤Z1234港.
    std::optional<std::size_t> plate(std::size_t at) {
        if (!is_plate_province(text_.written(at)) || !is_latin(text_[at + 1])) return std::nullopt;
        auto from = at + 2;
        if (is_blank(text_[from]) || text_[from] == U'·' || text_[from] == U'.' ||
            text_[from] == U'-' || text_[from] == U'•')
            ++from;
        auto end = from;
        std::size_t digits = 0;
        for (; is_digit(text_[end]) || is_latin(text_[end]); ++end) digits += is_digit(text_[end]);
        const auto count = end - from;
        const bool special = kPlateEnds.contains(text_.written(end));
        const bool fits = special ? count == 4 : count == 5 || count == 6;
        if (!fits || digits + 2 < count || digits < 3) return std::nullopt;
        if (special) ++end;
        auto value = text_.folded(at, at + 2) + text_.folded(from, end);
        add(PaperKind::NumberPlate, at, end, upper(std::move(value)), true);
        return end;
    }

    Letters text_;
    std::vector<Paper> found_;
};

}  // namespace

std::string_view province_of(std::string_view two_digits) {
    const auto* found = std::ranges::find(kProvinces, two_digits, &Province::code);
    return found == kProvinces.end() ? std::string_view{} : found->name;
}

bool is_plate_province(char32_t character) {
    return kPlateProvinces.contains(character);
}

std::optional<IdentityCard> read_identity_card(std::string_view value) {
    if (!identity_shape(value) || !is_birthday(value) || !identity_checks(value))
        return std::nullopt;
    IdentityCard card;
    card.province = province_of(value.substr(0, 2));
    if (card.province.empty()) return std::nullopt;
    card.region = value.substr(0, 6);
    card.year = number(value.substr(6, 4));
    card.month = number(value.substr(10, 2));
    card.day = number(value.substr(12, 2));
    card.female = (value[16] - '0') % 2 == 0;
    return card;
}

std::vector<Paper> find_papers(std::string_view text) {
    return Reader(text).all();
}

bool luhn(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char c = digits[digits.size() - 1 - i];
        if (!digit(c)) return false;
        const int value = (c - '0') * (i % 2 == 1 ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return !digits.empty() && sum % 10 == 0;
}

bool credit_character_fits(std::string_view value) {
    if (value.size() != kIdentityLength) return false;
    std::size_t sum = 0;
    std::size_t weight = 1;
    for (std::size_t i = 0; i + 1 < value.size(); ++i, weight = weight * 3 % 31) {
        const auto worth = kCreditAlphabet.find(value[i]);
        if (worth == std::string_view::npos) return false;
        sum += worth * weight;
    }
    return kCreditAlphabet[(31 - sum % 31) % 31] == value.back();
}

bool valid_credit_code(std::string_view value) {
    return credit_shape(value) && credit_character_fits(value);
}

}  // namespace errand::language
