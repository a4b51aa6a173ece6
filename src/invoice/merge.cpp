#include "invoice/merge.hpp"

#include <fmt/format.h>
#include <boost/mp11.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace errand::invoice {
namespace {

// Letters and digits alone, upper case; bytes beyond ASCII as they are.
std::string folded(std::string_view text) {
    std::string out;
    for (const char one : text) {
        const auto byte = static_cast<unsigned char>(one);
        if (byte >= 0x80 || std::isalnum(byte) != 0) out += static_cast<char>(std::toupper(byte));
    }
    return out;
}

// Of a number also the marks between its digits: "1-23" is another than "12-3".
std::string folded_number(std::string_view text) {
    std::string out;
    bool parted = false;
    for (const char one : text) {
        const auto byte = static_cast<unsigned char>(one);
        if (byte < 0x80 && std::isalnum(byte) == 0) {
            parted = true;
            continue;
        }
        const bool digits = std::isdigit(byte) != 0 && !out.empty() &&
                            std::isdigit(static_cast<unsigned char>(out.back())) != 0;
        if (parted && digits) out += '-';
        parted = false;
        out += static_cast<char>(std::toupper(byte));
    }
    return out;
}

bool same(const std::string& one, const std::string& other) {
    return folded(one) == folded(other);
}
// A QR code and the page often have only the last six digits of a check code.
bool same_ending(std::string_view one, std::string_view other) {
    const auto mine = folded(one);
    const auto its = folded(other);
    return mine.ends_with(its) || its.ends_with(mine);
}
bool same(Decimal one, Decimal other) {
    return one == other;
}
bool same(Day one, Day other) {
    return one == other;
}

std::string shown(const std::string& text) {
    return text;
}
std::string shown(Decimal value) {
    return to_string(value);
}
std::string shown(Day value) {
    return to_string(value);
}

// Fields in which a difference means something.
bool compared(std::string_view name) {
    constexpr std::array<std::string_view, 13> kCompared{
        "code",  "number",       "uuid", "date", "currency", "seller",    "seller_tax_id",
        "buyer", "buyer_tax_id", "net",  "tax",  "gross",    "check_code"};
    return std::ranges::find(kCompared, name) != kCompared.end();
}

template <class T>
bool better(const Field<T>& one, const Field<T>& other) {
    if (!one.has() || !other.has()) return one.has();
    return std::pair(one.source, one.confidence) > std::pair(other.source, other.confidence);
}

// Both state the field, or what they state says what it must be (the net amount of a page that has
// total and tax, against a QR code's), and the values are not the same. What was read with less
// confidence disagrees with nothing: the better source corrects it.
template <class T>
bool differs(std::string_view name, const Field<T>& one, const Field<T>& other) {
    if (!compared(name) || one.confidence < kComputed || other.confidence < kComputed) return false;
    if constexpr (std::is_same_v<T, std::string>)
        if (name == "check_code") return !same_ending(one.value, other.value);
    if (same(one.value, other.value)) return false;
    if constexpr (std::is_same_v<T, Decimal>)
        // Two that both follow from others differ because those do.
        if (one.stated() != other.stated())
            return (one.value - other.value).absolute() > from_hundredths(1);
    return one.stated() && other.stated();
}

// How well it is known whether it takes money back: as well as its total.
std::pair<Source, int> credit_known(const Invoice& invoice) {
    return {invoice.gross.source, invoice.gross.confidence};
}

}  // namespace

std::vector<std::string> identities(const Invoice& invoice) {
    if (invoice.uuid.has()) return {"uuid:" + folded(invoice.uuid.value)};
    const auto number = is_chinese(invoice.format) ? folded(invoice.number.value)
                                                   : folded_number(invoice.number.value);
    if (number.empty()) return {};
    std::vector<std::string> found;
    if (is_chinese(invoice.format)) {
        if (number.size() == 20) return {"cn:" + number};
        if (invoice.code.has()) found.push_back("cn:" + folded(invoice.code.value) + ":" + number);
    }
    const auto own = ":" + folded(invoice.series.value) + ":" + number;
    if (invoice.seller_tax_id.has())
        found.push_back("id:" + folded(invoice.seller_tax_id.value) + own);
    if (invoice.seller.has()) found.push_back("name:" + folded(invoice.seller.value) + own);
    return found;
}

bool of_other_code(const Invoice& one, const Invoice& other) {
    return one.code.has() && other.code.has() && folded(one.code.value) != folded(other.code.value);
}

bool same_invoice(const Invoice& one, const Invoice& other) {
    if (of_other_code(one, other)) return false;
    const auto its = identities(other);
    for (const auto& key : identities(one)) {
        if (std::ranges::find(its, key) == its.end()) continue;
        if (key.starts_with("uuid:") || key.starts_with("cn:")) return true;
        const bool other_day =
            one.date.has() && other.date.has() && one.date.value != other.date.value;
        const bool other_total =
            one.gross.has() && other.gross.has() && one.gross.value != other.gross.value;
        // Eight digits without their code come again; then something must be the same.
        const bool alike = !is_chinese(one.format) ||
                           (one.date.has() && other.date.has() && !other_day) ||
                           (one.gross.has() && other.gross.has() && !other_total);
        // A credit note may have the number, day and total of what it takes back.
        return alike && !other_day && !other_total && one.credit == other.credit;
    }
    return false;
}

void merge(Invoice& into, const Invoice& other, std::vector<Finding>& findings) {
    const auto file = other.files.empty() ? std::string{} : other.files.front().path;
    if (!into.gross.has() && !other.gross.has())
        into.credit = into.credit || other.credit;
    else if (!into.gross.has() || (other.gross.has() && credit_known(other) > credit_known(into)))
        into.credit = other.credit;
    using Members = boost::describe::describe_members<Invoice, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        auto& mine = into.*member.pointer;
        const auto& its = other.*member.pointer;
        if (differs(member.name, mine, its))
            findings.push_back(
                {Fault::SourcesDisagree, file,
                 fmt::format("{}: {} ({}) and {} ({})", member.name, shown(mine.value),
                             name_of(mine.source), shown(its.value), name_of(its.source)),
                 member.name});
        if (better(its, mine)) mine = its;
    });
    if (better(other.lines, into.lines)) into.lines = other.lines;
    if (into.format == Format::Unknown || into.format == Format::OfdFields ||
        (is_seen(into.format) && !is_seen(other.format)) || into.format == Format::QrCode)
        into.format = other.format;
    for (const auto& one : other.files) {
        const auto known = [&](const File& its) { return its.path == one.path; };
        if (std::ranges::none_of(into.files, known)) into.files.push_back(one);
    }
}

}  // namespace errand::invoice
