#include "ledger/wording.hpp"

#include <fmt/format.h>

#include <array>

#include "invoice/checks.hpp"

namespace errand::ledger {
namespace {

using invoice::Fault;
using invoice::to_string;

struct Words {
    std::string_view zh;
    std::string_view en;
    std::string_view in(std::string_view language) const { return language == "zh" ? zh : en; }
};

Words sentence_of(Fault fault) {
    switch (fault) {
        case Fault::Unreadable:
            return {"文件无法读取", "the file cannot be read"};
        case Fault::Encrypted:
            return {"文件已加密", "the file is encrypted"};
        case Fault::NotAnInvoice:
            return {"不是发票", "no invoice"};
        case Fault::Unsupported:
            return {"没有可读取的发票内容", "no invoice could be read from it"};
        case Fault::TooLarge:
            return {"超出读取限制", "beyond the limits of reading"};
        case Fault::Unverified:
            return {"电子签名未验证", "its signature was not verified"};
        case Fault::Missing:
            return {"缺少必填项", "a field is missing"};
        case Fault::SumsDisagree:
            return {"金额、税额与价税合计不符", "net, tax and total do not add up"};
        case Fault::LinesDisagree:
            return {"明细合计与金额不符", "the lines do not add up to the total"};
        case Fault::CapitalDisagrees:
            return {"大写金额与小写不符", "the amount in words is another"};
        case Fault::CheckDigit:
            return {"识别号校验位不符", "the check character of a tax id does not fit"};
        case Fault::OtherYear:
            return {"不在台账年度内", "of another year"};
        case Fault::NumberTwice:
            return {"同一销方的发票号码重复", "the seller's number is used twice"};
        case Fault::SourcesDisagree:
            return {"不同来源内容不一致", "two sources disagree"};
        case Fault::OtherBuyer:
            return {"购买方不是本单位", "made out to another buyer"};
        case Fault::Future:
            return {"开票日期晚于今天", "dated after today"};
    }
    return {"需要核对", "to be looked at"};
}

// The part after "name: " of what merge says.
std::string_view values_of(std::string_view message) {
    const auto colon = message.find(": ");
    return colon == std::string_view::npos ? message : message.substr(colon + 2);
}

std::string sums(const invoice::Invoice& invoice, bool zh) {
    const auto rest = invoice.adjustment.has() ? " + " + to_string(invoice.adjustment.value) : "";
    const auto expected = invoice.net.value + invoice.tax.value + invoice.adjustment.value;
    return fmt::format(fmt::runtime(zh ? "金额 {} + 税额 {}{} = {},价税合计却为 {}"
                                       : "net {} + tax {}{} is {}, but the total says {}"),
                       to_string(invoice.net.value), to_string(invoice.tax.value), rest,
                       to_string(expected), to_string(invoice.gross.value));
}

std::string lines(const invoice::Invoice& invoice, bool zh) {
    invoice::Decimal total;
    for (const auto& line : invoice.lines.value)
        total = total + line.amount.value_or(invoice::Decimal{});
    const auto& stated = invoice.line_total.has() ? invoice.line_total : invoice.net;
    return fmt::format(fmt::runtime(zh ? "{} 行明细合计 {},票面金额 {}"
                                       : "{} lines add up to {}, but the total says {}"),
                       invoice.lines.value.size(), to_string(total), to_string(stated.value));
}

}  // namespace

std::string wording_of(const invoice::Finding& finding, std::string_view language) {
    const auto said = sentence_of(finding.fault).in(language);
    if (language != "zh") return finding.message.empty() ? std::string(said) : finding.message;
    return finding.message.empty() ? std::string(said)
                                   : fmt::format("{} ({})", said, finding.message);
}

std::string wording_of(const invoice::Finding& finding, const Entry& entry,
                       std::string_view language) {
    const bool zh = language == "zh";
    const auto& invoice = entry.invoice;
    const auto field = title_of_field(finding.field, language);
    switch (finding.fault) {
        case Fault::Missing:
            if (finding.field == "currency" && !entry.odd_currency.empty())
                return fmt::format(fmt::runtime(zh ? "票面币种“{:.40}”不是货币代码"
                                                   : "“{:.40}” is no currency's code"),
                                   entry.odd_currency);
            return zh ? fmt::format("缺少{}", field) : fmt::format("no {}", field);
        case Fault::SumsDisagree:
            return sums(invoice, zh);
        case Fault::LinesDisagree:
            return lines(invoice, zh);
        case Fault::CapitalDisagrees:
            return fmt::format(
                fmt::runtime(zh ? "大写为 {},小写为 {}" : "in words {}, in figures {}"),
                invoice.capital.value, to_string(invoice.gross.value));
        case Fault::CheckDigit: {
            const auto& id =
                finding.field == "buyer_tax_id" ? invoice.buyer_tax_id : invoice.seller_tax_id;
            return fmt::format(
                fmt::runtime(zh ? "{} {} 的校验位不符" : "{} {}: its check character does not fit"),
                field, id.value);
        }
        case Fault::OtherBuyer:
            if (!invoice.buyer_tax_id.has())
                return zh ? "未载明购方识别号" : "it states no tax id of the buyer";
            return fmt::format(fmt::runtime(zh ? "购买方为 {}({}),不是本单位"
                                               : "made out to {} ({}), another buyer"),
                               invoice.buyer.value, invoice.buyer_tax_id.value);
        case Fault::OtherYear:
        case Fault::Future:
            return fmt::format("{}: {}", sentence_of(finding.fault).in(language),
                               to_string(invoice.date.value));
        case Fault::SourcesDisagree:
            return zh ? fmt::format("{}在不同来源中不一致: {}", field, values_of(finding.message))
                      : fmt::format("{}: {}", field, values_of(finding.message));
        default:
            return wording_of(finding, language);
    }
}

std::string_view short_wording(Fault fault, std::string_view language) {
    switch (fault) {
        case Fault::Missing:
            return Words{"缺项", "field missing"}.in(language);
        case Fault::SumsDisagree:
            return Words{"合计不符", "sums disagree"}.in(language);
        case Fault::LinesDisagree:
            return Words{"明细不符", "lines disagree"}.in(language);
        case Fault::CapitalDisagrees:
            return Words{"大写不符", "words disagree"}.in(language);
        case Fault::CheckDigit:
            return Words{"税号校验位", "check digit"}.in(language);
        case Fault::OtherBuyer:
            return Words{"非本单位抬头", "other buyer"}.in(language);
        case Fault::OtherYear:
            return Words{"非本年度", "other year"}.in(language);
        case Fault::Future:
            return Words{"日期未到", "future date"}.in(language);
        case Fault::NumberTwice:
            return Words{"号码重复", "number twice"}.in(language);
        case Fault::SourcesDisagree:
            return Words{"来源不一致", "sources disagree"}.in(language);
        case Fault::Unverified:
            return Words{"签名未验证", "signature unverified"}.in(language);
        default:
            return sentence_of(fault).in(language);
    }
}

std::string nothing_read(std::string_view language) {
    return language == "zh" ? "没有读出任何内容" : "nothing was read of it";
}

std::string holds_again(std::size_t number, std::string_view language) {
    return fmt::format(
        fmt::runtime(language == "zh" ? "还含有 #{} 的重复件" : "also holds #{} once more"),
        number);
}

std::string_view name_of(invoice::Source source, std::string_view language) {
    constexpr std::array<Words, 5> kNames{
        {{"OCR", "OCR"}, {"文本", "text"}, {"二维码", "QR"}, {"XML", "XML"}, {"人工", "person"}}};
    return kNames[static_cast<std::size_t>(source)].in(language);
}

std::string_view name_of(DoubtKind kind, std::string_view language) {
    constexpr std::array<Words, 15> kNames{{{"缺项", "Missing"},
                                            {"识别不确定", "Unsure reading"},
                                            {"金额不符", "Sums disagree"},
                                            {"税号校验位", "Check digit"},
                                            {"类别待定", "Category"},
                                            {"非本单位抬头", "Other buyer"},
                                            {"非本年度", "Other year"},
                                            {"日期未到", "Future date"},
                                            {"红字发票", "Credit note"},
                                            {"号码重复", "Number twice"},
                                            {"疑似重复", "Perhaps twice"},
                                            {"来源不一致", "Sources disagree"},
                                            {"缺汇率", "Exchange rate"},
                                            {"文件", "File"},
                                            {"签名未验证", "Signature"}}};
    return kNames[static_cast<std::size_t>(kind)].in(language);
}

std::string checks_of(const Entry& entry, std::string_view language) {
    const bool zh = language == "zh";
    std::string text;
    const auto add = [&](std::string_view part) {
        if (text.find(part) != std::string::npos) return;
        text += (text.empty() ? "" : zh ? "、" : ", ") + std::string(part);
    };
    for (const auto& finding : entry.findings) add(short_wording(finding.fault, language));
    if (entry.alike)
        add(fmt::format(fmt::runtime(zh ? "疑似与 #{} 重复" : "perhaps #{} again"), *entry.alike));
    if (text.empty()) add(zh ? "通过" : "passed");
    if (entry.pair)
        add(fmt::format(fmt::runtime(zh ? "红蓝对冲 #{}" : "reversal of/by #{}"), *entry.pair));
    return text;
}

}  // namespace errand::ledger
