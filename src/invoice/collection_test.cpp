#include "invoice/collection.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>

#include "document/made_zip.hpp"
#include "invoice/merge.hpp"

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

std::string tagged_page(std::string_view number, std::string_view buyer) {
    return fmt::format(
        "<o:Page xmlns:o='http://www.ofdspec.org/2016'><o:TextObject ID='5'><o:TextCode>{}"
        "</o:TextCode></o:TextObject><o:TextObject ID='6'><o:TextCode>{}</o:TextCode>"
        "</o:TextObject></o:Page>",
        buyer, number);
}

TEST(Ofd, EachOfItsDocumentsIsAnInvoice) {
    const auto tagged = read("a", zip({{"OFD.xml", "<OFD xmlns='http://www.ofdspec.org/2016'/>"},
                                       {"Doc_0/Pages/Page_0/Content.xml", tagged_page("001", "甲")},
                                       {"Doc_0/Tags/CustomTag.xml", std::string(kTags)},
                                       {"Doc_1/Pages/Page_0/Content.xml", tagged_page("002", "乙")},
                                       {"Doc_1/Tags/CustomTag.xml", std::string(kTags)}}));
    ASSERT_EQ(tagged.invoices.size(), 2U);
    EXPECT_EQ(tagged.invoices[0].buyer.value, "甲");
    EXPECT_EQ(tagged.invoices[1].number.value, "002");
    EXPECT_EQ(tagged.invoices[1].buyer.value, "乙");
    auto head = std::string(kHead);
    const auto body =
        head.substr(head.find("<o:DocBody>"), head.find("</o:OFD>") - head.find("<o:DocBody>"));
    auto second = body;
    second.replace(second.find("001"), 3, "002");
    head.insert(head.find("</o:OFD>"), second);
    EXPECT_EQ(read("a", zip({{"OFD.xml", head}})).invoices.size(), 2U);
}

TEST(Ofd, IsOneOnlyWhereItsHeadStandsOutsideFolders) {
    const auto reading =
        read("a", zip({{"x/OFD.xml", std::string(kHead)}, {"other.xml", attached("10.00")}}));
    EXPECT_EQ(reading.invoices.size(), 1U);
    EXPECT_EQ(reading.invoices[0].files[0].path, "a/other.xml");
    EXPECT_EQ(faults(reading.findings), std::vector{Fault::NotAnInvoice});
}

TEST(Ofd, AnAttachedXmlThatCannotBeReadIsTold) {
    const auto reading = read("a", zip({{"OFD.xml", std::string(kHead)},
                                        {"Doc_0/Attachs/x.xml", "<!DOCTYPE a><eInvoice/>"}}));
    EXPECT_EQ(reading.invoices.size(), 1U);
    ASSERT_EQ(faults(reading.findings), std::vector{Fault::Unreadable});
    EXPECT_EQ(reading.findings[0].file, "a/Doc_0/Attachs/x.xml");
}

// A PDF with files in it.
class Carrier final : public document::Sight {
  public:
    explicit Carrier(std::string inner) : inner_(std::move(inner)) {}
    Result<document::PdfFile> pdf(std::string_view bytes) override {
        document::PdfFile file;
        file.pages = 1;
        if (bytes.find("outer") != std::string_view::npos)
            file.attachments = {inner_, "a note in words"};
        if (bytes.find("data") != std::string_view::npos)
            file.attachments.push_back(attached("20.00"));
        file.texts = {{100, 100, {{"words", 1, 1, 20, 9, 100}}, false}};
        return file;
    }
    Result<document::PictureFile> picture(std::string_view /*bytes*/) override {
        return fail(ErrorCode::Unavailable, "none");
    }

  private:
    std::string inner_;
};

TEST(Reader, FilesInAPdfAreFilesOfTheirOwn) {
    Carrier archive(zip({{"in.xml", attached("10.00")}}));
    const auto reading = read_file("a.pdf", "%PDF- outer", archive);
    ASSERT_EQ(reading.invoices.size(), 1U);
    EXPECT_EQ(reading.invoices[0].files[0].path, "a.pdf/attachment 1/in.xml");
    EXPECT_TRUE(reading.findings.empty());
    // Beside data they are annexes of its invoice.
    const auto annexed = read_file("a.pdf", "%PDF- outer with data", archive);
    ASSERT_EQ(annexed.invoices.size(), 1U);
    EXPECT_EQ(to_string(annexed.invoices[0].net.value), "20.00");
    Carrier pdf("%PDF- inner");
    EXPECT_EQ(faults(read_file("a.pdf", "%PDF- outer", pdf).findings),
              std::vector{Fault::NotAnInvoice});
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

TEST(Collection, InvoicesOfOneFileWithoutNumbersAreSeveral) {
    auto one = european("", "2025-01-05", "35");
    auto other = european("", "2025-01-06", "480");
    other.files = one.files;
    Collection all;
    all.add({{one, other}, {}});
    EXPECT_EQ(all.records().size(), 2U);
    // The same file again has the same two.
    all.add({{one, other}, {}});
    EXPECT_EQ(all.records().size(), 2U);
    EXPECT_EQ(all.duplicates().size(), 2U);
}

TEST(Collection, ACreditNoteOfTheSameNumberIsNoDuplicate) {
    auto note = european("1", "2025-01-05", "10");
    note.credit = true;
    note.files[0].sha256 = "note";
    Collection all;
    all.add({{european("1", "2025-01-05", "10")}, {}});
    all.add({{note}, {}});
    ASSERT_EQ(all.records().size(), 2U);
    EXPECT_FALSE(all.records()[0].credit);
    EXPECT_TRUE(all.records()[1].credit);
}

TEST(Merge, WhoKnowsTheTotalBetterSaysWhetherItIsACredit) {
    auto xml = european("1", "2025-01-05", "10");
    auto page = xml;
    page.credit = true;
    page.gross.source = Source::Text;
    std::vector<Finding> findings;
    auto into = xml;
    merge(into, page, findings);
    EXPECT_FALSE(into.credit);
    merge(page, xml, findings);
    EXPECT_FALSE(page.credit);
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

TEST(Collection, EightDigitsAreFoundAgainWithoutTheirCode) {
    auto coded = european("12345678", "2025-01-05", "10");
    coded.format = Format::VatXml;
    coded.code = {"044001900111", Source::Xml, kCertain};
    auto page = european("12345678", "2025-01-05", "10");
    page.format = Format::Face;
    page.files = {{"page", "page", "pdf"}};
    for (const bool first : {true, false}) {
        Collection all;
        all.add({{first ? coded : page}, {}});
        all.add({{first ? page : coded}, {}});
        EXPECT_EQ(all.records().size(), 1U) << first;
        EXPECT_TRUE(all.findings().empty());
    }
    // Under another code, or of another day and total, it is another invoice.
    auto other = coded;
    other.code.value = "044001900112";
    other.files = {{"other", "other", "xml"}};
    Collection all;
    all.add({{coded}, {}});
    all.add({{other}, {}});
    EXPECT_EQ(all.records().size(), 2U);
    EXPECT_TRUE(all.findings().empty());
    page.gross.value = *parse_decimal("11");
    all.add({{page}, {}});
    EXPECT_EQ(all.records().size(), 3U);
}

TEST(Collection, AFindingKnowsTheRecordOfItsInvoice) {
    auto one = european("1", "2025-01-05", "10");
    auto other = european("2", "2025-01-06", "20");
    other.files = one.files;
    Collection all;
    all.add({{one, other},
             {{Fault::SourcesDisagree, one.files.front().path, "gross", "gross", 2},
              {Fault::Unreadable, one.files.front().path, "a page", ""}}});
    EXPECT_EQ(all.record_of(all.findings()[0]), 1U);
    EXPECT_FALSE(all.record_of(all.findings()[1]));
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
