// Owns: Invoice, the one record that every format is read into, and Finding, what is doubtful about
// it. Plain values; any thread. Text is UTF-8. Every field says where it came from.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "invoice/date.hpp"
#include "invoice/decimal.hpp"

namespace errand::invoice {

// From the worst to the best; the best wins. User: a person said so.
enum class Source { Ocr, Text, Qr, Xml, User };
// By value; also what is written of each.
inline constexpr std::array<std::string_view, 5> kSourceNames{"ocr", "text", "qr", "xml", "user"};
std::string_view name_of(Source source);

inline constexpr int kCertain = 100;  // stated by the source, word for word
inline constexpr int kComputed = 90;  // follows from what is stated

// Confidence in percent; 0: not there.
template <class T>
struct Field {
    T value{};
    Source source = Source::Xml;
    int confidence = 0;

    bool has() const { return confidence > 0; }
    bool stated() const { return confidence == kCertain; }
};
using TextField = Field<std::string>;
using MoneyField = Field<Decimal>;
using DayField = Field<Day>;

enum class Format {
    Unknown,
    Ubl,
    UblCreditNote,
    Cii,
    Zugferd1,
    FatturaPa,
    Cfdi,
    Plain,       // a page that is no Chinese form
    DigitalXml,  // 数电票
    VatXml,      // 增值税电子发票, the XML inside OFD
    VatXbrl,     // the finance ministry's taxonomy `inv`
    RailXbrl,
    AirXbrl,
    OfdFields,  // an OFD's own CustomData and tags
    Face,       // the page of a Chinese invoice or receipt
    RailFace,
    AirFace,
    QrCode,  // a Chinese code alone
};
inline constexpr std::array<std::string_view, 18> kFormatNames{
    "unknown", "ubl",        "ubl-creditnote", "cii",       "zugferd-1", "fatturapa",
    "cfdi",    "plain",      "digital",        "vat-xml",   "vat-xbrl",  "rail",
    "air",     "ofd-fields", "face",           "rail-face", "air-face",  "qr"};
static_assert(kFormatNames.size() == static_cast<std::size_t>(Format::QrCode) + 1);
std::string_view name_of(Format format);
constexpr bool is_chinese(Format format) {
    return format >= Format::DigitalXml;
}
// Tickets name no seller.
constexpr bool is_ticket(Format format) {
    return format == Format::RailXbrl || format == Format::AirXbrl || format == Format::RailFace ||
           format == Format::AirFace;
}
// Of an invoice's page or code, which another source knows better.
constexpr bool is_seen(Format format) {
    return format == Format::Plain || format >= Format::Face;
}

struct Line {
    static constexpr bool kDefaults = true;
    std::string name;
    std::string specification;
    std::string unit;
    std::string tax_code;  // 税收分类编码, CFDI ClaveProdServ
    std::string tax_rate;  // as written: "13%", "0.06", "免税"
    std::optional<Decimal> quantity;
    std::optional<Decimal> unit_price;
    std::optional<Decimal> amount;  // without tax
    std::optional<Decimal> tax;
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (name, specification, unit, tax_code, tax_rate, quantity, unit_price, amount,
                       tax))

// One of the files that a record was read from.
struct File {
    std::string path;    // as handed in; "a.zip/b.ofd" inside an archive
    std::string sha256;  // hex, of the bytes
    std::string form;    // "xml", "pdf", "ofd"
};
BOOST_DESCRIBE_STRUCT(File, (), (path, sha256, form))

struct Invoice {
    Format format = Format::Unknown;
    std::vector<File> files;

    TextField kind;        // 发票票种 or the syntax's own type code
    TextField code;        // 发票代码
    TextField number;      // 发票号码, invoice number, CFDI folio
    TextField uuid;        // CFDI
    TextField series;      // CFDI serie
    TextField check_code;  // 校验码
    TextField business;    // 特定业务类型
    DayField date;
    TextField currency;  // ISO 4217
    TextField seller;
    TextField seller_tax_id;
    TextField buyer;
    TextField buyer_tax_id;
    MoneyField net;
    MoneyField tax;
    MoneyField gross;
    MoneyField payable;
    MoneyField adjustment;  // gross = net + tax + adjustment: discounts, taxes withheld, stamps
    MoneyField line_total;  // what the lines add up to, where the format states it
    TextField capital;      // 价税合计 (大写)
    TextField drawer;       // 开票人
    TextField remark;
    TextField reverses;  // number of the invoice that this one reverses (被红冲蓝字数电发票号码)
    TextField travel_date;
    TextField journey;  // train or flight
    TextField plate;

    Field<std::vector<Line>> lines;

    // A red invoice or a credit note: it takes money back.
    bool credit = false;
};
// Every field: merging and JSON go by this list.
BOOST_DESCRIBE_STRUCT(Invoice, (),
                      (kind, code, number, uuid, series, check_code, business, date, currency,
                       seller, seller_tax_id, buyer, buyer_tax_id, net, tax, gross, payable,
                       adjustment, line_total, capital, drawer, remark, reverses, travel_date,
                       journey, plate))

enum class Fault {
    Unreadable,
    Encrypted,
    NotAnInvoice,
    Unsupported,
    TooLarge,
    Unverified,        // a signature that was not verified
    Missing,           // a field that every invoice has
    SumsDisagree,      // net + tax (+ adjustment) is not gross
    LinesDisagree,     // the lines do not add up
    CapitalDisagrees,  // the amount in words is another
    CheckDigit,        // a credit code whose last character does not fit
    OtherYear,
    NumberTwice,      // one seller, one number, but another day or total
    SourcesDisagree,  // two sources of one record state different values
    OtherBuyer,       // not made out to the company whose tax id was given
    Future,           // dated after today
};
inline constexpr std::array<std::string_view, 16> kFaultNames{
    "unreadable",     "encrypted",        "not an invoice", "not supported",
    "too large",      "unverified",       "missing",        "sums disagree",
    "lines disagree", "words disagree",   "check digit",    "other year",
    "number twice",   "sources disagree", "other buyer",    "future"};
static_assert(kFaultNames.size() == static_cast<std::size_t>(Fault::Future) + 1);
std::string_view name_of(Fault fault);

struct Finding {
    static constexpr bool kDefaults = true;
    Fault fault = Fault::Unreadable;
    std::string file;     // whose path; empty only before it is known
    std::string message;  // for a person
    std::string field;    // of Invoice, by name; empty: no one field
    // Which of its file's invoices it speaks of, from 1; 0: the file, or not known.
    std::size_t place = 0;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (fault, file, message, field, place))

}  // namespace errand::invoice
