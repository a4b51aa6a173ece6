#include <fmt/format.h>
#include <gtest/gtest.h>

#define ZX_USE_UTF8 1
#include <BitMatrix.h>
#include <MultiFormatWriter.h>

#include "worker/codes.hpp"
#include "worker/embedded.hpp"
#include "worker/picture.hpp"
#include "worker/sight.hpp"

namespace errand::worker {
namespace {

std::string made_pdf(const std::vector<std::string>& objects) {
    std::string pdf = "%PDF-1.7\n";
    std::string table;
    for (std::size_t at = 0; at < objects.size(); ++at) {
        table += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", at + 1, objects[at]);
    }
    const auto start = pdf.size();
    return pdf + fmt::format(
                     "xref\n0 {}\n0000000000 65535 f \n{}trailer<</Size {}/Root 1 0 R>>\n"
                     "startxref\n{}\n%%EOF\n",
                     objects.size() + 1, table, objects.size() + 1, start);
}

std::string stream(std::string_view head, std::string_view bytes) {
    return fmt::format("<<{}/Length {}>>stream\n{}\nendstream", head, bytes.size(), bytes);
}

// One empty page and one attachment, whose name says nothing.
std::string with_attachment(std::string_view attached) {
    return made_pdf(
        {"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(x) 4 0 R]>>>>>>",
         "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
         "<</Type/Filespec/F(x)/EF<</F 5 0 R>>>>", stream("/Type/EmbeddedFile", attached)});
}

// A page of 300 by 200 points, turned, with one line of writing near its upright top left corner
// and a picture.
std::string with_page(int turn, const Grey& picture) {
    const auto lines = fmt::format(
        "BT /F1 10 Tf 20 170 Td (Invoice number 4711 of a page that says enough) Tj ET "
        "q 60 0 0 60 200 20 cm /I Do Q");
    return made_pdf(
        {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
         fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Rotate {}"
                     "/Resources<</Font<</F1 4 0 R>>/XObject<</I 6 0 R>>>>"
                     "/Contents 5 0 R>>",
                     turn),
         "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", stream("", lines),
         stream(fmt::format("/Type/XObject/Subtype/Image/Width {}/Height {}"
                            "/ColorSpace/DeviceGray/BitsPerComponent 8",
                            picture.width, picture.height),
                {reinterpret_cast<const char*>(picture.pixels.data()), picture.pixels.size()})});
}

constexpr std::string_view kSaid = "01,32,,24112000000012345678,106.00,20240105,,5A7B";

// One pixel a module, no margin.
Grey code() {
    const auto matrix = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                            .setMargin(0)
                            .encode(std::string(kSaid), 0, 0);
    Grey grey{matrix.width(), matrix.height(), {}};
    for (int y = 0; y < grey.height; ++y)
        for (int x = 0; x < grey.width; ++x) grey.pixels.push_back(matrix.get(x, y) ? 0 : 255);
    return grey;
}

TEST(Eyes, FindAttachments) {
    Eyes eyes;
    const auto seen = eyes.pdf(with_attachment("<a/>"));
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen->fault, "");
    EXPECT_EQ(seen->pages, 1);
    EXPECT_EQ(seen->attachments, std::vector<std::string>{"<a/>"});
}

// What is no data does not stand for the page.
TEST(Eyes, AnAttachmentThatIsNoDataTurnsNoRecognitionOff) {
    Eyes eyes;
    const auto note = eyes.pdf(with_attachment("just a note"));
    ASSERT_TRUE(note) << note.error().message;
    EXPECT_EQ(note->texts.size(), 1U);
    EXPECT_TRUE(eyes.pdf(with_attachment("<a/>"))->texts.empty());
}

// 70 pictures on each of two pages: those of the second are looked at too, and the rest is told.
TEST(Eyes, EveryPageHasItsPicturesLookedAt) {
    const Grey empty{21, 21, std::vector<std::uint8_t>(441, 255)};
    std::string many;
    for (int at = 0; at < 70; ++at) many += "q 60 0 0 60 20 20 cm /E Do Q ";
    const auto image = [](const Grey& grey) {
        return stream(fmt::format("/Type/XObject/Subtype/Image/Width {}/Height {}"
                                  "/ColorSpace/DeviceGray/BitsPerComponent 8",
                                  grey.width, grey.height),
                      {reinterpret_cast<const char*>(grey.pixels.data()), grey.pixels.size()});
    };
    const std::string page =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<</XObject<</E 7 0 R/I 8 0 R>>>>"
        "/Contents {} 0 R>>";
    const auto pdf = made_pdf(
        {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
         fmt::format(fmt::runtime(page), 5), fmt::format(fmt::runtime(page), 6), stream("", many),
         stream("", "q 60 0 0 60 200 20 cm /I Do Q"), image(empty), image(code())});
    Eyes eyes;  // and with it Poppler's tables
    int shown = 0;
    EXPECT_FALSE(each_square_picture(pdf, 2, [&](const Grey&) { ++shown; }));
    EXPECT_EQ(shown, 65);
    EXPECT_EQ(eyes.pdf(pdf)->codes, std::vector<std::string>{std::string(kSaid)});
}

TEST(Eyes, SeeWordsUprightAndTheCodeInAPicture) {
    Eyes eyes;
    for (const int turn : {0, 90, 180, 270}) {
        const auto seen = eyes.pdf(with_page(turn, code()));
        ASSERT_TRUE(seen) << seen.error().message;
        EXPECT_EQ(seen->codes, std::vector<std::string>{std::string(kSaid)}) << turn;
        ASSERT_EQ(seen->texts.size(), 1U) << turn;
        const auto& page = seen->texts.front();
        EXPECT_FALSE(page.from_picture);
        ASSERT_GE(page.words.size(), 3U) << turn;
        EXPECT_EQ(page.words[0].text, "Invoice") << turn;
        EXPECT_EQ(page.words[2].text, "4711") << turn;
        EXPECT_NEAR(page.words[0].left, 20, 2) << turn;
        EXPECT_NEAR(page.words[0].bottom, 30, 6) << turn;
        EXPECT_GT(page.words[2].left, page.words[0].right) << turn;
    }
}

TEST(Codes, KnowHowTheyAreTurned) {
    const auto upright = code();
    for (int quarters = 0; quarters < 4; ++quarters) {
        const auto found = code_of(turned(upright, quarters));
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found.front().text, kSaid);
        EXPECT_EQ(found.front().quarters, quarters);
    }
    Grey empty{40, 40, std::vector<std::uint8_t>(1600, 255)};
    EXPECT_TRUE(code_of(empty).empty());
    EXPECT_TRUE(codes_in({1, 1, {0}}).empty());
}

TEST(Pictures, AreTurnedAndReduced) {
    const Grey two{2, 1, {1, 2}};
    EXPECT_EQ(turned(two, 1).pixels, (std::vector<std::uint8_t>{1, 2}));
    EXPECT_EQ(turned(two, 1).height, 2);
    EXPECT_EQ(turned(two, 2).pixels, (std::vector<std::uint8_t>{2, 1}));
    EXPECT_EQ(turned(turned(two, 1), 3).pixels, two.pixels);
    EXPECT_EQ(reduced({4, 2, {0, 2, 4, 6, 0, 2, 4, 6}}, 2).pixels,
              (std::vector<std::uint8_t>{1, 5}));
    EXPECT_FALSE(decode("no picture"));
    EXPECT_EQ(decode("\x89PNG\r\n\x1a\n").error().code, ErrorCode::Corrupt);
}

// A TIFF of so many pages, each of one white pixel.
std::string made_tiff(unsigned pages) {
    std::string tiff("II*\0", 4);
    const auto put = [&](unsigned value, int bytes) {
        for (int at = 0; at < bytes; ++at) tiff += static_cast<char>(value >> (8 * at));
    };
    constexpr unsigned kDirectory = 2 + 8 * 12 + 4 + 2;
    put(8, 4);
    for (unsigned page = 0; page < pages; ++page) {
        const auto start = static_cast<unsigned>(tiff.size());
        put(8, 2);
        for (const auto& [tag, value] : {std::pair{256U, 1U},
                                         {257U, 1U},
                                         {258U, 8U},
                                         {259U, 1U},
                                         {262U, 1U},
                                         {273U, start + kDirectory - 2},
                                         {278U, 1U},
                                         {279U, 1U}}) {
            put(tag, 2), put(tag == 273 ? 4 : 3, 2), put(1, 4), put(value, 4);
        }
        put(page + 1 < pages ? start + kDirectory : 0, 4);
        put(255, 2);
    }
    return tiff;
}

TEST(Pictures, OfManyPagesSayWhereNotAllAreRead) {
    const auto few = decode(made_tiff(3));
    ASSERT_TRUE(few) << few.error().message;
    EXPECT_EQ(few->frames.size(), 3U);
    EXPECT_TRUE(few->whole);
    const auto many = decode(made_tiff(20));
    ASSERT_TRUE(many) << many.error().message;
    EXPECT_EQ(many->frames.size(), 16U);
    EXPECT_FALSE(many->whole);
}

TEST(Eyes, SayWhatTheyCannotRead) {
    Eyes eyes;
    EXPECT_EQ(eyes.pdf("%PDF-1.7 and nothing more").error().code, ErrorCode::Corrupt);
    EXPECT_EQ(eyes.pdf("").error().code, ErrorCode::Corrupt);
}

}  // namespace
}  // namespace errand::worker
