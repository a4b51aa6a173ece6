#include "invoice/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "invoice/limits.hpp"
#include "language/identity.hpp"

namespace errand::invoice {
namespace {

constexpr long long kMaxCapital = 1'000'000'000'000'000;

struct Numeral {
    std::string_view text;
    long long value;
};
constexpr std::array<Numeral, 24> kDigits{
    {{"零", 0}, {"〇", 0}, {"壹", 1}, {"一", 1}, {"贰", 2}, {"貳", 2}, {"二", 2}, {"叁", 3},
     {"參", 3}, {"三", 3}, {"肆", 4}, {"四", 4}, {"伍", 5}, {"五", 5}, {"陆", 6}, {"陸", 6},
     {"六", 6}, {"柒", 7}, {"七", 7}, {"捌", 8}, {"八", 8}, {"玖", 9}, {"九", 9}, {"两", 2}}};
constexpr std::array<Numeral, 6> kTens{
    {{"拾", 10}, {"十", 10}, {"佰", 100}, {"百", 100}, {"仟", 1000}, {"千", 1000}}};
constexpr std::array<Numeral, 4> kMyriads{
    {{"万", 10'000}, {"萬", 10'000}, {"亿", 100'000'000}, {"億", 100'000'000}}};
constexpr std::array<std::string_view, 13> kIgnored{
    "整", "正", "人民币", "⊗", "Ⓧ", "ⓧ", "¥", "￥", "（大写）", "价税合计", "○", " ", "圆整"};

template <std::size_t N>
const Numeral* starts(std::string_view text, const std::array<Numeral, N>& table) {
    for (const auto& one : table)
        if (text.starts_with(one.text)) return &one;
    return nullptr;
}

// Reads from the left: a digit waits for its unit; 万 and 亿 multiply what stands before them.
class Capital {
  public:
    // Takes one character; how many bytes it has, 0 where it does not belong.
    std::size_t take(std::string_view rest) {
        if (const auto* digit = starts(rest, kDigits)) {
            waiting_ = digit->value;
            digit_ = true;
            any_ = true;
            return digit->text.size();
        }
        if (const auto* ten = starts(rest, kTens)) {
            // 拾 alone is ten, 零拾 of a printed form is nothing.
            section_ += (digit_ ? waiting_ : 1) * ten->value;
            waiting_ = 0;
            digit_ = false;
            any_ = true;
            return ten->text.size();
        }
        if (const auto* myriad = starts(rest, kMyriads)) {
            if (total_ + section_ + waiting_ > kMaxCapital / myriad->value) return 0;
            total_ = myriad->value > 10'000 ? (total_ + section_ + waiting_) * myriad->value
                                            : total_ + (section_ + waiting_) * myriad->value;
            section_ = waiting_ = 0;
            digit_ = false;
            return total_ > kMaxCapital ? 0 : myriad->text.size();
        }
        return take_unit(rest);
    }
    std::optional<Decimal> done() const {
        if (!any_ || total_ + section_ + waiting_ > kMaxCapital) return std::nullopt;
        const auto value =
            whole_ ? hundredths_ : (total_ + section_ + waiting_) * 100 + hundredths_;
        return from_hundredths(negative_ ? -value : value);
    }

  private:
    std::size_t take_unit(std::string_view rest) {
        for (const std::string_view yuan : {"元", "圆", "圓"})
            if (rest.starts_with(yuan) && !whole_) {
                if (total_ + section_ + waiting_ > kMaxCapital) return 0;
                hundredths_ = (total_ + section_ + waiting_) * 100;
                total_ = section_ = waiting_ = 0;
                digit_ = false;
                whole_ = true;
                return yuan.size();
            }
        for (const auto& [name, worth] : {Numeral{"角", 10}, Numeral{"分", 1}})
            if (rest.starts_with(name)) {
                hundredths_ += waiting_ * worth;
                waiting_ = 0;
                digit_ = false;
                return name.size();
            }
        for (const std::string_view minus : {"(负数)", "（负数）", "负数", "负", "負"})
            if (rest.starts_with(minus)) {
                negative_ = true;
                return minus.size();
            }
        for (const auto mark : kIgnored)
            if (rest.starts_with(mark)) return mark.size();
        return 0;
    }

    long long total_ = 0;
    long long section_ = 0;
    long long waiting_ = 0;
    long long hundredths_ = 0;
    bool digit_ = false;  // one waits, perhaps a zero
    bool whole_ = false;
    bool negative_ = false;
    bool any_ = false;
};

class Checker {
  public:
    explicit Checker(const Invoice& invoice) : invoice_(invoice) {}

    void sums() {
        const auto& net = invoice_.net;
        const auto& tax = invoice_.tax;
        const auto& gross = invoice_.gross;
        const auto& rest = invoice_.adjustment;
        if (!net.stated() || !tax.stated() || !gross.stated()) return;
        const auto expected = net.value + tax.value + rest.value;
        if ((expected - gross.value).absolute() > from_hundredths(1))
            add(Fault::SumsDisagree,
                fmt::format("net {} + tax {}{} is {}, but the total says {}", to_string(net.value),
                            to_string(tax.value),
                            rest.has() ? " + others " + to_string(rest.value) : "",
                            to_string(expected), to_string(gross.value)),
                "gross");
    }

    void lines() {
        const auto& lines = invoice_.lines;
        const auto& stated = invoice_.line_total.has() ? invoice_.line_total : invoice_.net;
        if (!lines.has() || !stated.stated()) return;
        Decimal total;
        for (const auto& line : lines.value) {
            if (!line.amount) return;
            total = total + *line.amount;
        }
        // Half a hundredth for each line that was rounded, and one for the total.
        const auto slack = from_hundredths(static_cast<long long>(lines.value.size()) / 2 + 1);
        if ((total - stated.value).absolute() > slack)
            add(Fault::LinesDisagree,
                fmt::format("the lines add up to {}, but the total says {}", to_string(total),
                            to_string(stated.value)),
                "net");
    }

    void capital() {
        if (!invoice_.capital.has() || !invoice_.gross.has()) return;
        const auto read = read_capital_amount(invoice_.capital.value);
        if (!read || *read != invoice_.gross.value)
            add(Fault::CapitalDisagrees,
                fmt::format("in words {}, in figures {}", invoice_.capital.value,
                            to_string(invoice_.gross.value)),
                "gross");
    }

    void codes() {
        if (!is_chinese(invoice_.format)) return;
        for (const auto& [field, name] : {std::pair(&invoice_.seller_tax_id, "seller_tax_id"),
                                          std::pair(&invoice_.buyer_tax_id, "buyer_tax_id")})
            // Older tax ids of 15 and 20 characters have no such digit.
            if (field->has() && field->value.size() == 18 &&
                !language::credit_character_fits(field->value))
                add(Fault::CheckDigit,
                    fmt::format("the check character of {} does not fit", field->value), name);
    }

    void missing() {
        const auto need = [this](bool has, std::string_view what, std::string_view field) {
            if (!has) add(Fault::Missing, fmt::format("no {}", what), std::string(field));
        };
        need(invoice_.number.has() || invoice_.uuid.has(), "number", "number");
        need(invoice_.date.has(), "date", "date");
        need(invoice_.gross.has(), "total", "gross");
        need(invoice_.seller.has() || is_ticket(invoice_.format), "seller", "seller");
        need(invoice_.currency.has(), "currency", "currency");
    }

    void year(int wanted) {
        if (invoice_.date.has() && static_cast<int>(invoice_.date.value.year()) != wanted)
            add(Fault::OtherYear,
                fmt::format("dated {}, not of {}", to_string(invoice_.date.value), wanted), "date");
    }

    void buyer(std::string_view own) {
        const auto& stated = invoice_.buyer_tax_id;
        if (stated.has() && same_tax_id(stated.value, own)) return;
        add(Fault::OtherBuyer,
            stated.has() ? fmt::format("the buyer's tax id is {}, not {}", stated.value, own)
                         : fmt::format("it states no tax id of the buyer; expected {}", own),
            "buyer_tax_id");
    }

    void future(Day today) {
        if (invoice_.date.has() && invoice_.date.value > today)
            add(Fault::Future, fmt::format("dated {}, after today", to_string(invoice_.date.value)),
                "date");
    }

    std::vector<Finding> take() { return std::move(findings_); }

  private:
    void add(Fault fault, std::string message, std::string field) {
        findings_.push_back({fault, invoice_.files.empty() ? "" : invoice_.files.front().path,
                             std::move(message), std::move(field)});
    }

    const Invoice& invoice_;
    std::vector<Finding> findings_;
};

}  // namespace

std::optional<Decimal> read_capital_amount(std::string_view text) {
    if (text.size() > kMaxCapitalBytes) return std::nullopt;
    Capital capital;
    while (!text.empty()) {
        const auto took = capital.take(text);
        if (took == 0) return std::nullopt;
        text.remove_prefix(took);
    }
    return capital.done();
}

std::vector<Finding> check(const Invoice& invoice, const Expected& expected) {
    Checker checker(invoice);
    checker.sums();
    checker.lines();
    checker.capital();
    checker.codes();
    checker.missing();
    if (expected.year) checker.year(*expected.year);
    if (!expected.buyer_tax_id.empty()) checker.buyer(expected.buyer_tax_id);
    if (expected.today) checker.future(*expected.today);
    return checker.take();
}

bool is_of_checks(Fault fault) {
    constexpr std::array<Fault, 8> kOfChecks{
        Fault::Missing,    Fault::SumsDisagree, Fault::LinesDisagree, Fault::CapitalDisagrees,
        Fault::CheckDigit, Fault::OtherYear,    Fault::OtherBuyer,    Fault::Future};
    return std::ranges::find(kOfChecks, fault) != kOfChecks.end();
}

bool same_tax_id(std::string_view one, std::string_view other) {
    const auto plain = [](std::string_view text) {
        std::string out;
        for (const char letter : text)
            if (std::isalnum(static_cast<unsigned char>(letter)) != 0)
                out += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
        return out;
    };
    const auto country = [](std::string_view longer, std::string_view shorter) {
        return longer.size() == shorter.size() + 2 && longer.ends_with(shorter) &&
               std::isalpha(static_cast<unsigned char>(longer[0])) != 0 &&
               std::isalpha(static_cast<unsigned char>(longer[1])) != 0;
    };
    const auto mine = plain(one);
    const auto its = plain(other);
    return !mine.empty() && !its.empty() &&
           (mine == its || country(mine, its) || country(its, mine));
}

std::string reversed_number(std::string_view remark) {
    // Where a sentence about the reversed invoice begins; its number is the first run of digits
    // after one of the marks that follow.
    constexpr std::array<std::string_view, 4> kSentences{"被红冲蓝字", "红冲蓝字", "对应正数发票",
                                                         "原蓝字发票"};
    for (const auto sentence : kSentences) {
        const auto begin = remark.find(sentence);
        if (begin == std::string_view::npos) continue;
        auto rest = remark.substr(begin + sentence.size(), kMaxRemarkReference);
        const auto mark = rest.find("号码");
        if (mark == std::string_view::npos) continue;
        rest.remove_prefix(mark);
        const auto first = rest.find_first_of("0123456789");
        if (first == std::string_view::npos) continue;
        rest.remove_prefix(first);
        return std::string(rest.substr(0, rest.find_first_not_of("0123456789")));
    }
    return {};
}

}  // namespace errand::invoice
