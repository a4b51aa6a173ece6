// RAR of both generations, from small files in fixtures/ (make_rar.py writes them).
#include <gtest/gtest.h>

#include <fstream>

#include "document/archive.hpp"
#include "document/form.hpp"

namespace errand::document {
namespace {

std::string fixture(const std::string& name) {
    std::ifstream in(ERRAND_SOURCE_DIR "/src/document/fixtures/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Rar : public testing::TestWithParam<std::string> {};

TEST_P(Rar, GivesItsFiles) {
    const auto bytes = fixture(GetParam() + ".rar");
    EXPECT_EQ(form_of(bytes), Form::Archive);
    Budget budget;
    const auto entries = unpack(bytes, budget);
    ASSERT_TRUE(entries) << entries.error().message;
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ((*entries)[0].name, "发票/one.xml");
    EXPECT_EQ((*entries)[0].fault, "");
    EXPECT_EQ(form_of((*entries)[0].bytes), Form::Xml);
    EXPECT_EQ((*entries)[1].bytes, "one invoice\n");
}

TEST_P(Rar, EncryptedEntriesAreNamed) {
    Budget budget;
    const auto entries = unpack(fixture(GetParam() + "_encrypted.rar"), budget);
    ASSERT_TRUE(entries) << entries.error().message;
    ASSERT_EQ(entries->size(), 2U);
    for (const auto& entry : *entries) {
        EXPECT_EQ(entry.fault, kEncrypted) << entry.name;
        EXPECT_TRUE(entry.bytes.empty());
    }
}

TEST_P(Rar, AnEncryptedListIsAnErrorThatSaysSo) {
    Budget budget;
    const auto entries = unpack(fixture(GetParam() + "_encrypted_heads.rar"), budget);
    ASSERT_FALSE(entries);
    EXPECT_EQ(entries.error().code, ErrorCode::Denied);
}

TEST_P(Rar, CutOffItSaysSo) {
    const auto bytes = fixture(GetParam() + ".rar");
    for (std::size_t size = 20; size + 30 < bytes.size(); size += 37) {
        Budget budget;
        const auto entries = unpack(bytes.substr(0, size), budget);
        const bool told = !entries || std::ranges::any_of(*entries, [](const Entry& one) {
            return !one.fault.empty();
        });
        EXPECT_TRUE(told) << size;
    }
}

INSTANTIATE_TEST_SUITE_P(Generations, Rar, testing::Values("four", "five"));

}  // namespace
}  // namespace errand::document
