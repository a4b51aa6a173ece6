#include "invoice/collection.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "document/made_zip.hpp"

namespace errand::invoice {
namespace {

const auto zip = document::made_zip;

std::string attached(std::string_view net) {
    return "<e:eInvoice "
           "xmlns:e='urn:e'><e:InvoiceCode>050</e:InvoiceCode><e:InvoiceNo>001</e:InvoiceNo>"
           "<e:IssueDate>2025-03-04</e:IssueDate><e:SellerName>卖</e:SellerName>"
           "<e:TaxExclusiveTotalAmount>" +
           std::string(net) +
           "</e:TaxExclusiveTotalAmount><e:TaxTotalAmount>1.00</e:TaxTotalAmount></e:eInvoice>";
}
constexpr std::string_view kHead =
    "<o:OFD xmlns:o='http://www.ofdspec.org/2016'><o:DocBody><o:DocInfo><o:CustomDatas>"
    "<o:CustomData Name='发票代码'>050</o:CustomData><o:CustomData "
    "Name='发票号码'>001</o:CustomData>"
    "<o:CustomData Name='合计金额'>10.00</o:CustomData><o:CustomData "
    "Name='合计税额'>1.00</o:CustomData>"
    "</o:CustomDatas></o:DocInfo></o:DocBody></o:OFD>";
constexpr std::string_view kPage =
    "<o:Page xmlns:o='http://www.ofdspec.org/2016'><o:TextObject ID='5'><o:TextCode>甲</o:TextCode>"
    "<o:TextCode>公司</o:TextCode></o:TextObject><o:TextObject ID='6'><o:TextCode>001</o:TextCode>"
    "</o:TextObject></o:Page>";
constexpr std::string_view kTags =
    "<eInvoice><InvoiceNo><ObjectRef>6</ObjectRef></InvoiceNo><BuyerName><ObjectRef>5</ObjectRef>"
    "</BuyerName><SellerName><ObjectRef>404</ObjectRef></SellerName></eInvoice>";

Reading read(const std::string& path, const std::string& bytes) {
    document::Blind sight;
    return read_file(path, bytes, sight);
}

std::vector<Fault> faults(const std::vector<Finding>& findings) {
    std::vector<Fault> all;
    all.reserve(findings.size());
    for (const auto& one : findings) all.push_back(one.fault);
    return all;
}

TEST(Ofd, AttachedXmlAndItsOwnFieldsAreOneInvoice) {
    const auto agree = read(
        "a", zip({{"OFD.xml", std::string(kHead)}, {"Doc_0/Attachs/x.xml", attached("10.00")}}));
    ASSERT_EQ(agree.invoices.size(), 1U);
    EXPECT_TRUE(agree.findings.empty());
    EXPECT_EQ(agree.invoices[0].format, Format::VatXml);
    EXPECT_EQ(agree.invoices[0].files[0].form, "ofd");
    EXPECT_EQ(to_string(agree.invoices[0].gross.value), "11.00");
    const auto differ =
        read("a", zip({{"OFD.xml", std::string(kHead)}, {"x.xml", attached("12.00")}}));
    ASSERT_EQ(differ.invoices.size(), 1U);
    EXPECT_EQ(faults(differ.findings), std::vector{Fault::SourcesDisagree});
}

TEST(Ofd, TagsPointAtText) {
    const auto reading = read("a", zip({{"OFD.xml", "<OFD xmlns='http://www.ofdspec.org/2016'/>"},
                                        {"p.xml", std::string(kPage)},
                                        {"t.xml", std::string(kTags)}}));
    ASSERT_EQ(reading.invoices.size(), 1U);
    EXPECT_EQ(reading.invoices[0].buyer.value, "甲公司");
    EXPECT_EQ(reading.invoices[0].buyer.source, Source::Text);
    EXPECT_EQ(reading.invoices[0].number.value, "001");
    EXPECT_FALSE(reading.invoices[0].seller.has());
}

TEST(Reader, EveryFileEndsInSomething) {
    const auto bare = zip({{"OFD.xml", "<OFD xmlns='http://www.ofdspec.org/2016'/>"}});
    for (const auto& [bytes, fault] :
         std::vector<std::pair<std::string, Fault>>{{"", Fault::Unreadable},
                                                    {"some text", Fault::Unsupported},
                                                    {"<r/>", Fault::NotAnInvoice},
                                                    {"<r>", Fault::Unreadable},
                                                    {"\xff\xd8\xff\xe0", Fault::Unsupported},
                                                    {"%PDF-1.4", Fault::Unsupported},
                                                    {"PK\x03\x04", Fault::Unreadable},
                                                    {zip({}), Fault::Unreadable},
                                                    {zip({{"a", "<r/>"}}), Fault::NotAnInvoice},
                                                    {bare, Fault::Unsupported}}) {
        const auto reading = read("a", bytes);
        EXPECT_TRUE(reading.invoices.empty());
        EXPECT_EQ(faults(reading.findings), std::vector{fault}) << bytes;
    }
}

TEST(Reader, LooksIntoArchivesToADepth) {
    auto nested = attached("10.00");
    for (std::size_t depth = 0; depth < 4; ++depth) nested = zip({{"in", nested}});
    EXPECT_EQ(read("a", nested).invoices.size(), 1U);
    EXPECT_EQ(read("a", nested).invoices[0].files[0].path, "a/in/in/in/in");
    EXPECT_EQ(faults(read("a", zip({{"in", nested}})).findings), std::vector{Fault::TooLarge});
}

TEST(Collection, OneInvoiceInSeveralFormsIsOneRecord) {
    const auto ofd = zip({{"OFD.xml", std::string(kHead)}});
    Collection all;
    all.add(read("a.xml", attached("10.00")));
    all.add(read("a.ofd", ofd));
    all.add(read("copy.xml", attached("10.00")));
    all.add(read("other.xml", attached("10.00") + "<!-- again -->"));
    ASSERT_EQ(all.records().size(), 1U);
    EXPECT_EQ(all.records()[0].files.size(), 2U);
    ASSERT_EQ(all.duplicates().size(), 2U);
    EXPECT_TRUE(all.duplicates()[0].same_bytes);
    EXPECT_FALSE(all.duplicates()[1].same_bytes);
    EXPECT_TRUE(all.findings().empty());
}

Invoice european(std::string_view number, std::string_view day, std::string_view gross) {
    Invoice one;
    one.format = Format::Ubl;
    one.number = {std::string(number), Source::Xml, kCertain};
    one.seller = {"Shop", Source::Xml, kCertain};
    one.date = {*parse_day(day), Source::Xml, kCertain};
    one.gross = {*parse_decimal(gross), Source::Xml, kCertain};
    one.files = {{std::string(number) + std::string(day) + std::string(gross),
                  std::string(day) + std::string(gross), "xml"}};
    return one;
}

TEST(Collection, ANumberUsedTwiceLosesNoInvoice) {
    Collection all;
    all.add({{european("1", "2024-01-05", "10")}, {}});
    all.add({{european("1", "2025-01-05", "10")}, {}});
    all.add({{european("1", "2025-01-05", "20")}, {}});
    all.add({{european("2", "2025-01-05", "20")}, {}});
    all.add({{european("1", "2025-01-05", "20")}, {}});
    EXPECT_EQ(all.records().size(), 4U);
    EXPECT_EQ(all.duplicates().size(), 1U);
    EXPECT_EQ(faults(all.findings()), (std::vector{Fault::NumberTwice, Fault::NumberTwice}));
}

TEST(Collection, TheSameSellerMayHaveNoTaxId) {
    Collection all;
    auto with = european("1", "2025-01-05", "10");
    with.seller_tax_id = {"DE1", Source::Xml, kCertain};
    with.files[0].sha256 = "another";
    all.add({{with}, {}});
    all.add({{european("1", "2025-01-05", "10")}, {}});
    EXPECT_EQ(all.records().size(), 1U);
    EXPECT_EQ(all.duplicates().size(), 1U);
}

TEST(Merge, TheBetterSourceWins) {
    Collection all;
    auto text = european("1", "2025-01-05", "10");
    text.net = {*parse_decimal("8"), Source::Text, kCertain};
    auto xml = european("1", "2025-01-05", "10");
    xml.net = {*parse_decimal("9"), Source::Xml, kCertain};
    xml.files = {{"other", "other", "pdf"}};
    all.add({{text}, {}});
    all.add({{xml}, {}});
    ASSERT_EQ(all.records().size(), 1U);
    EXPECT_EQ(to_string(all.records()[0].net.value), "9.00");
    EXPECT_EQ(all.records()[0].net.source, Source::Xml);
    EXPECT_EQ(faults(all.findings()), std::vector{Fault::SourcesDisagree});
}

}  // namespace
}  // namespace errand::invoice
