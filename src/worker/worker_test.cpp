#include <fmt/format.h>
#include <gtest/gtest.h>

#include "worker/sight.hpp"

namespace errand::worker {
namespace {

// One empty page and one attachment, whose name says nothing.
std::string made_pdf(std::string_view attached) {
    const std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(x) 4 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        "<</Type/Filespec/F(x)/EF<</F 5 0 R>>>>",
        fmt::format("<</Type/EmbeddedFile/Length {}>>stream\n{}\nendstream", attached.size(),
                    attached)};
    std::string pdf = "%PDF-1.7\n";
    std::string table;
    for (std::size_t at = 0; at < objects.size(); ++at) {
        table += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", at + 1, objects[at]);
    }
    const auto start = pdf.size();
    return pdf + fmt::format(
                     "xref\n0 6\n0000000000 65535 f \n{}trailer<</Size 6/Root 1 0 R>>\n"
                     "startxref\n{}\n%%EOF\n",
                     table, start);
}

TEST(Eyes, FindAttachments) {
    Eyes eyes;
    const auto seen = eyes.pdf(made_pdf("<a/>"));
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen->fault, "");
    EXPECT_EQ(seen->pages, 1);
    EXPECT_EQ(seen->attachments, std::vector<std::string>{"<a/>"});
}

TEST(Eyes, SayWhatTheyCannotRead) {
    Eyes eyes;
    EXPECT_EQ(eyes.pdf("%PDF-1.7 and nothing more").error().code, ErrorCode::Corrupt);
    EXPECT_EQ(eyes.pdf("").error().code, ErrorCode::Corrupt);
}

}  // namespace
}  // namespace errand::worker
