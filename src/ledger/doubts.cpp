// The one list of what a person should look at, each with what to do about it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "invoice/checks.hpp"
#include "ledger/fields.hpp"
#include "ledger/ledger.hpp"
#include "ledger/wording.hpp"

namespace errand::ledger {
namespace {

using invoice::Fault;
using invoice::Finding;
using invoice::Invoice;

// A category that is less sure is asked about.
constexpr int kSureCategory = 70;
// Below what follows from stated values, a reading may be wrong.
constexpr int kSureField = invoice::kComputed;
constexpr std::array<std::string_view, 9> kLookedAt{
    "number", "date", "seller", "seller_tax_id", "buyer", "buyer_tax_id", "net", "tax", "gross"};

DoubtKind kind_of(Fault fault) {
    switch (fault) {
        case Fault::Missing:
            return DoubtKind::Missing;
        case Fault::SumsDisagree:
        case Fault::LinesDisagree:
        case Fault::CapitalDisagrees:
            return DoubtKind::Sums;
        case Fault::CheckDigit:
            return DoubtKind::CheckDigit;
        case Fault::OtherYear:
            return DoubtKind::OtherYear;
        case Fault::OtherBuyer:
            return DoubtKind::OtherBuyer;
        case Fault::Future:
            return DoubtKind::Future;
        case Fault::NumberTwice:
            return DoubtKind::NumberTwice;
        case Fault::SourcesDisagree:
            return DoubtKind::Sources;
        case Fault::Unverified:
            return DoubtKind::Unverified;
        default:
            return DoubtKind::File;
    }
}

class Lister {
  public:
    explicit Lister(const Ledger& ledger)
        : ledger_(ledger), language_(ledger.setting().language), zh_(language_ == "zh") {}

    void entry(const Entry& entry) {
        for (const auto& finding : entry.findings) {
            const bool of_year = finding.fault == Fault::OtherYear;
            // What was left out is not looked at any further.
            if (of_year ? !entry.counted_by_person : entry.included) check(entry, finding);
        }
        if (!entry.included) return;
        for (const auto field : kLookedAt) unsure(entry, field);
        category(entry);
        red(entry);
        alike(entry);
    }

    // Of a file that gave no entry.
    void file(const Finding& finding) {
        Doubt doubt;
        doubt.kind = DoubtKind::File;
        doubt.file = finding.file;
        doubt.problem = wording_of(finding, language_);
        doubt.proposal = about_file(finding.fault);
        doubt.proposed = Change{.act = Act::Accept, .filter = {.file = finding.file}};
        add(std::move(doubt));
    }

    void rates() {
        std::map<std::string, std::vector<std::size_t>> without;
        for (const auto& entry : ledger_.entries()) {
            const auto& currency = entry.invoice.currency.value;
            if (entry.included && !currency.empty() && !entry.rate &&
                currency != ledger_.setting().currency)
                without[currency].push_back(entry.number);
        }
        for (const auto& entry : ledger_.entries())
            if (entry.included && entry.rate && is_beyond_sums(entry)) beyond_sums(entry);
        for (const auto& [currency, numbers] : without) {
            Doubt doubt;
            doubt.number = numbers.front();
            doubt.kind = DoubtKind::Rate;
            doubt.field = "rate";
            doubt.file = ledger_.entries()[numbers.front() - 1].file();
            doubt.problem = fmt::format(
                fmt::runtime(zh_ ? "{} 张发票为 {},没有汇率" : "{} invoices in {} have no rate"),
                numbers.size(), currency);
            doubt.proposal =
                fmt::format(fmt::runtime(zh_ ? "给出 1 {} 折合多少 {};不给则分币种汇总"
                                             : "say what 1 {} is in {}; without it each "
                                               "currency has its own sums"),
                            currency, ledger_.setting().currency);
            add(std::move(doubt));
        }
    }

    // So much that no sum has room for it: it was converted to nothing.
    static bool is_beyond_sums(const Entry& entry) {
        constexpr std::int64_t kHuge = 100'000'000'000;  // 10^9 whole, in hundredths
        return invoice::from_hundredths(kHuge) < entry.gross().absolute() &&
               entry.converted().units == 0;
    }
    void beyond_sums(const Entry& entry) {
        Doubt doubt;
        doubt.number = entry.number;
        doubt.kind = DoubtKind::Rate;
        doubt.field = "rate";
        doubt.file = entry.file();
        doubt.problem = zh_ ? "折算后的金额太大,没有计入合计"
                            : "the converted amount is too large and is in no sum";
        doubt.proposal = zh_ ? "核对金额和汇率" : "check the amount and the rate";
        add(std::move(doubt));
    }

    void signatures() {
        if (unverified_.empty()) return;
        Doubt doubt;
        doubt.kind = DoubtKind::Unverified;
        doubt.file = unverified_.front();
        doubt.problem = fmt::format(fmt::runtime(zh_ ? "{} 个签名文件的签名未验证"
                                                     : "{} signed files: the "
                                                       "signature was not verified"),
                                    unverified_.size());
        doubt.proposal = zh_ ? "需要时用验签工具核对" : "verify them elsewhere where it matters";
        doubt.proposed =
            Change{.act = Act::Accept, .filter = {.all = true}, .field = std::string(kSignatures)};
        add(std::move(doubt));
    }

    std::vector<Doubt> take() { return std::move(doubts_); }

  private:
    void add(Doubt doubt) {
        if (!ledger_.accepted(doubt)) doubts_.push_back(std::move(doubt));
    }

    Change accept(const Entry& entry, std::string_view field) const {
        return {
            .act = Act::Accept, .filter = {.numbers = {entry.number}}, .field = std::string(field)};
    }
    Change set(const Entry& entry, std::string_view field, std::string value) const {
        return {.act = Act::Set,
                .filter = {.numbers = {entry.number}},
                .field = std::string(field),
                .value = std::move(value)};
    }
    std::string looked_up() const {
        return zh_ ? "请对照原件;无误则确认" : "compare with the original; confirm if it is right";
    }

    void check(const Entry& entry, const Finding& finding) {
        if (finding.fault == Fault::Unverified) {
            unverified_.push_back(finding.file);
            return;
        }
        Doubt doubt;
        doubt.number = entry.number;
        doubt.kind = kind_of(finding.fault);
        doubt.field = finding.field.empty() ? "file" : finding.field;
        doubt.file = finding.file;
        doubt.problem = wording_of(finding, entry, language_);
        propose(doubt, entry, finding);
        add(std::move(doubt));
    }

    void propose(Doubt& doubt, const Entry& entry, const Finding& finding) const {
        doubt.proposal = looked_up();
        doubt.proposed = accept(entry, doubt.field);
        switch (finding.fault) {
            case Fault::Missing:
                return missing(doubt, entry, finding.field);
            case Fault::SumsDisagree:
            case Fault::CapitalDisagrees:
                return sums(doubt, entry);
            case Fault::OtherBuyer:
                doubt.proposal = zh_ ? "不计入;如确可报销请确认"
                                     : "leave it out, or confirm that it may be claimed";
                doubt.proposed = Change{.act = Act::LeaveOut,
                                        .filter = {.numbers = {entry.number}},
                                        .value = zh_ ? "抬头不是本单位" : "other buyer"};
                return;
            case Fault::OtherYear:
                doubt.proposal = zh_ ? "已不计入;如要计入请说明"
                                     : "it is left out; say so if it is to be counted";
                return;
            case Fault::LinesDisagree:
            case Fault::CheckDigit:
            case Fault::Future:
                return;
            case Fault::SourcesDisagree:
                doubt.proposal = keep_better(entry, finding);
                return;
            default:
                doubt.proposal = about_file(finding.fault);
                return;
        }
    }

    void missing(Doubt& doubt, const Entry& entry, std::string_view field) const {
        doubt.proposal = fmt::format(fmt::runtime(zh_ ? "请补填{}" : "give the {}"),
                                     title_of_field(field, language_));
        doubt.proposed.reset();
        if (field != "currency" || !entry.odd_currency.empty()) return;
        doubt.proposal = fmt::format(fmt::runtime(zh_ ? "按 {} 计?" : "take it as {}?"),
                                     ledger_.setting().currency);
        doubt.proposed = set(entry, field, ledger_.setting().currency);
    }

    // Of the sum, the total and the words, two that agree show what the third should be.
    void sums(Doubt& doubt, const Entry& entry) const {
        const auto& invoice = entry.invoice;
        const auto words = invoice.capital.has()
                               ? invoice::read_capital_amount(invoice.capital.value)
                               : std::nullopt;
        if (!words || !invoice.net.has() || !invoice.tax.has() || !invoice.gross.has()) return;
        const auto sum = invoice.net.value + invoice.tax.value + invoice.adjustment.value;
        const auto propose_value = [&](std::string_view field, invoice::Decimal value) {
            doubt.field = field;
            doubt.proposal =
                fmt::format(fmt::runtime(zh_ ? "{}改为 {}?" : "{}: {}?"),
                            title_of_field(field, language_), invoice::to_string(value));
            doubt.proposed = set(entry, field, invoice::to_string(value));
        };
        if (*words == sum && invoice.gross.value != sum) propose_value("gross", sum);
        if (*words == invoice.gross.value && sum != *words)
            propose_value("net",
                          invoice.gross.value - invoice.tax.value - invoice.adjustment.value);
    }

    void unsure(const Entry& entry, std::string_view field) {
        const int confidence = confidence_of(entry.invoice, field);
        if (confidence == 0 || confidence >= kSureField) return;
        Doubt doubt;
        doubt.number = entry.number;
        doubt.kind = DoubtKind::LowConfidence;
        doubt.field = field;
        doubt.file = entry.file();
        doubt.problem = fmt::format(
            fmt::runtime(zh_ ? "{}读作“{}”({},置信度 {}%)" : "{} was read as “{}” ({}, {} %)"),
            title_of_field(field, language_), shown_field(entry, field),
            name_of(source_of(entry.invoice, field), language_), confidence);
        doubt.proposal = looked_up();
        doubt.proposed = set(entry, field, shown_field(entry, field));
        add(std::move(doubt));
    }

    void category(const Entry& entry) {
        if (entry.category_by_person || entry.category.confidence >= kSureCategory) return;
        const auto name = name_of(entry.category.category, language_);
        Doubt doubt;
        doubt.number = entry.number;
        doubt.kind = DoubtKind::Category;
        doubt.field = "category";
        doubt.file = entry.file();
        doubt.problem =
            entry.category.confidence == 0
                ? std::string(zh_ ? "看不出费用类别" : "the kind of expense is unknown")
                : fmt::format(fmt::runtime(zh_ ? "费用类别不确定(依据 {})"
                                               : "the kind of expense is a guess (by {})"),
                              entry.category.because);
        doubt.proposal = fmt::format(fmt::runtime(zh_ ? "归入“{}”?" : "{}?"), name);
        doubt.proposed = Change{.act = Act::Categorise,
                                .filter = {.numbers = {entry.number}},
                                .value = std::string(name)};
        add(std::move(doubt));
    }

    void red(const Entry& entry) {
        const auto& invoice = entry.invoice;
        if (!entry.is_red() || entry.pair) return;
        Doubt doubt;
        doubt.number = entry.number;
        doubt.kind = DoubtKind::Red;
        doubt.field = "reverses";
        doubt.file = entry.file();
        if (entry.original_left_out)
            doubt.problem = fmt::format(
                fmt::runtime(zh_ ? "红字发票,被冲销的 #{} 未计入"
                                 : "a credit note; #{}, which it reverses, is left out"),
                *entry.original_left_out);
        else if (entry.reversed_before)
            doubt.problem = fmt::format(
                fmt::runtime(zh_ ? "红字发票,冲销合计超过被冲销的 #{}"
                                 : "a credit note; more is taken back than #{} amounts to"),
                *entry.reversed_before);
        else if (invoice.reverses.has())
            doubt.problem =
                fmt::format(fmt::runtime(zh_ ? "红字发票,被冲销的 {} 不在本批文件中"
                                             : "a credit note; {}, which it reverses, is not here"),
                            invoice.reverses.value);
        else
            doubt.problem = zh_ ? "红字发票,未载明被冲销的发票"
                                : "a credit note that does not say what it reverses";
        doubt.proposal = zh_ ? "按负数计入;请确认原发票是否已报销"
                             : "it counts below zero; was the original claimed before?";
        doubt.proposed = accept(entry, "reverses");
        add(std::move(doubt));
    }

    void alike(const Entry& entry) {
        if (!entry.alike) return;
        const auto& other = ledger_.entries()[*entry.alike - 1].invoice;
        const bool unnumbered = !entry.invoice.number.has() || !other.number.has();
        Doubt doubt;
        doubt.number = entry.number;
        doubt.kind = DoubtKind::Alike;
        doubt.field = kAlike;
        doubt.file = entry.file();
        doubt.problem =
            fmt::format(fmt::runtime(zh_ ? "与 #{} 同一销方、同一天、同一金额,且{},可能是同一张发票"
                                         : "of the same seller, day and total as #{}, and {}: "
                                           "perhaps the same invoice"),
                        *entry.alike,
                        unnumbered ? (zh_ ? "缺号码" : "without a number")
                                   : (zh_ ? "号码相近" : "with nearly the same number"));
        doubt.proposal = zh_ ? "是同一张则不计入;不是则确认" : "leave it out if so; confirm if not";
        // Two numbers that are both sure are one invoice only if a person says so.
        if (!unnumbered && entry.invoice.number.stated() && other.number.stated()) {
            doubt.proposed = accept(entry, kAlike);
            return add(std::move(doubt));
        }
        doubt.proposed =
            Change{.act = Act::LeaveOut,
                   .filter = {.numbers = {entry.number}},
                   .value = fmt::format(fmt::runtime(zh_ ? "与 #{} 重复" : "the same as #{}"),
                                        *entry.alike)};
        add(std::move(doubt));
    }

    std::string keep_better(const Entry& entry, const Finding& finding) const {
        return fmt::format(fmt::runtime(zh_ ? "采用 {}({})" : "{} is taken ({})"),
                           shown_field(entry, finding.field),
                           name_of(source_of(entry.invoice, finding.field), language_));
    }

    std::string about_file(Fault fault) const {
        switch (fault) {
            case Fault::Encrypted:
                return zh_ ? "请提供解密后的文件" : "hand in the file without its password";
            case Fault::NotAnInvoice:
                return zh_ ? "确认不是发票即可" : "confirm that it is no invoice";
            case Fault::TooLarge:
                return zh_ ? "请拆小或单独交来" : "hand it in in smaller parts";
            case Fault::NumberTwice:
                return zh_ ? "请核对是否重复报销" : "look whether it is claimed twice";
            default:
                return zh_ ? "请重新下载或换一种格式(XML、OFD、PDF)"
                           : "download it again, or hand in another form (XML, OFD, PDF)";
        }
    }

    const Ledger& ledger_;
    std::string language_;
    bool zh_;
    std::vector<Doubt> doubts_;
    std::vector<std::string> unverified_;
};

}  // namespace

bool Ledger::accepted(const Doubt& doubt) const {
    if (doubt.kind == DoubtKind::Unverified) return signatures_accepted_;
    if (doubt.number == 0) return accepted_files_.contains(doubt.file);
    return std::ranges::any_of(accepted_, [&](const auto& one) {
        return one.first == doubt.number && (one.second.empty() || one.second == doubt.field);
    });
}

std::vector<Doubt> Ledger::doubts() const {
    Lister lister(*this);
    for (const auto& entry : entries_) lister.entry(entry);
    lister.rates();
    for (const auto& finding : loose_) lister.file(finding);
    lister.signatures();
    return lister.take();
}

}  // namespace errand::ledger
