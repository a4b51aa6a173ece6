#include "files/store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/id.hpp"
#include "files/disk.hpp"
#include "files/limits.hpp"
#include "files/output.hpp"

namespace errand::files {
namespace {

namespace fs = std::filesystem;

class StoreTest : public ::testing::Test {
  protected:
    StoreTest() : folder_(fs::temp_directory_path() / ("errand-store-" + random_token(12))) {
        fs::create_directories(folder_ / "in");
        store_ = *Store::open(folder_ / "store");
    }
    ~StoreTest() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    std::string write(const std::string& name, const std::string& bytes) {
        const auto path = folder_ / "in" / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
    std::vector<std::string> names(const std::vector<Item>& items) {
        std::vector<std::string> all;
        for (const auto& item : items) all.push_back(item.name);
        return all;
    }

    fs::path folder_;
    std::unique_ptr<Store> store_;
};

TEST_F(StoreTest, KeepsBytesByTheirContent) {
    const auto hash = store_->put("me", "abc");
    ASSERT_TRUE(hash);
    EXPECT_EQ(*hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(*store_->put("me", "abc"), *hash);
    EXPECT_EQ(*store_->get("me", *hash), "abc");
    // Another user's hash opens nothing.
    EXPECT_EQ(store_->get("you", *hash).error().code, ErrorCode::NotFound);
    EXPECT_EQ(store_->get("me", "../../etc/passwd").error().code, ErrorCode::NotFound);
}

TEST_F(StoreTest, ALaterChangeOfTheOriginalChangesNothing) {
    const auto path = write("a.xml", "before");
    const auto items = store_->take("me", {path});
    ASSERT_TRUE(items);
    write("a.xml", "after");
    EXPECT_EQ(*store_->get("me", items->front().sha256), "before");
    // Another opening of the same folder finds it.
    const auto again = Store::open(folder_ / "store");
    EXPECT_EQ(*(*again)->get("me", items->front().sha256), "before");
}

TEST_F(StoreTest, SaysWhereWhatIsKeptWasChanged) {
    const auto hash = *store_->put("me", "abc");
    const auto path = store_->kept("me", hash);
    fs::permissions(path, fs::perms::owner_all);
    std::ofstream(path) << "xyz";
    EXPECT_EQ(store_->get("me", hash).error().code, ErrorCode::Corrupt);
    // The same bytes once more put it right.
    EXPECT_EQ(*store_->put("me", "abc"), hash);
    EXPECT_EQ(*store_->get("me", hash), "abc");
}

TEST_F(StoreTest, WhatIsKeptIsForReadingOnly) {
    const auto path = store_->kept("me", *store_->put("me", "abc"));
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read);
}

TEST_F(StoreTest, AFailedWriteTakesNoRoom) {
    // Room for these bytes once, and a file where their folder should be.
    const auto path = store_->kept("me", *store_->put("me", "abc"));
    fs::remove_all(path.parent_path());
    std::ofstream(path.parent_path()) << "";
    std::ofstream(path.parent_path().parent_path() / "large") << "";
    fs::resize_file(path.parent_path().parent_path() / "large", kMaxUserBytes - 3);
    store_ = *Store::open(folder_ / "store");
    for (int again = 0; again < 2; ++again)
        EXPECT_NE(store_->put("me", "abc").error().code, ErrorCode::Exhausted) << again;
    fs::remove(path.parent_path());
    EXPECT_TRUE(store_->put("me", "abc"));
}

TEST_F(StoreTest, NamesLinksAndHiddenFilesOfFoldersAndDoesNotReadThem) {
    write("all/2025/b.xml", "b");
    write("all/a.xml", "a");
    write("all/.hidden", "h");
    write("all/.git/config", "g");
    write("all/.DS_Store", "d");
    write("all/._a.xml", "d");
    write("secret.txt", "s");
    fs::create_symlink(folder_ / "in" / "secret.txt", folder_ / "in" / "all" / "link.txt");
    fs::create_directory_symlink(folder_ / "in", folder_ / "in" / "all" / "up");
    const auto items = store_->take("me", {(folder_ / "in" / "all").string()});
    ASSERT_TRUE(items);
    EXPECT_EQ(names(*items), (std::vector<std::string>{".git", ".hidden", "2025/b.xml", "a.xml",
                                                       "link.txt", "up"}));
    for (const auto& item : *items) {
        const bool read = item.name.ends_with(".xml");
        EXPECT_EQ(item.problem.empty(), read) << item.name;
        EXPECT_EQ(item.sha256.empty(), !read) << item.name;
    }
}

TEST_F(StoreTest, FollowsALinkThatIsNamedByHand) {
    write("all/a.xml", "a");
    fs::create_directory_symlink(folder_ / "in" / "all", folder_ / "in" / "link");
    fs::create_symlink(folder_ / "in" / "all" / "a.xml", folder_ / "in" / "one.xml");
    const auto items = store_->take(
        "me", {(folder_ / "in" / "link").string(), (folder_ / "in" / "one.xml").string()});
    ASSERT_TRUE(items) << items.error().message;
    EXPECT_EQ(names(*items), (std::vector<std::string>{"a.xml", "one.xml"}));
    for (const auto& item : *items) EXPECT_EQ(item.problem, "") << item.name;
}

TEST_F(StoreTest, FilesOfOneNameStayApart) {
    const auto items = store_->take("me", {write("x/a.xml", "1"), write("y/a.xml", "2")});
    ASSERT_TRUE(items);
    EXPECT_EQ(names(*items), (std::vector<std::string>{"a.xml", "a (2).xml"}));
}

TEST_F(StoreTest, AFileThatCannotBeTakenIsNamed) {
    EXPECT_EQ(store_->take("me", {"/no/such/file"}).error().code, ErrorCode::NotFound);
    const auto large = write("large.bin", "");
    fs::resize_file(large, kMaxFileBytes + 1);
    const auto items = store_->take("me", {large});
    ASSERT_TRUE(items);
    EXPECT_TRUE(items->front().sha256.empty());
    EXPECT_NE(items->front().problem.find("larger"), std::string::npos);
}

TEST_F(StoreTest, AListComesBackAsItWas) {
    const std::vector<Item> items{
        {.name = "a.xml", .sha256 = std::string(64, 'a'), .bytes = 3, .problem = {}},
        {.name = "b", .sha256 = {}, .bytes = 0, .problem = "gone"}};
    const auto hash = store_->put_list("me", items);
    ASSERT_TRUE(hash);
    EXPECT_EQ(*store_->list("me", *hash), items);
}

TEST_F(StoreTest, MadeFilesAreFoundByNameAlone) {
    const auto folder = store_->folder_for("me", 3, 1);
    ASSERT_TRUE(folder);
    ASSERT_TRUE(write_whole(*folder / "台账.xlsx", "x"));
    EXPECT_TRUE(store_->made("me", 3, 1, "台账.xlsx"));
    for (const auto* name : {"../1/台账.xlsx", "..", "", "other.xlsx"})
        EXPECT_EQ(store_->made("me", 3, 1, name).error().code, ErrorCode::NotFound) << name;
    EXPECT_EQ(store_->made("you", 3, 1, "台账.xlsx").error().code, ErrorCode::NotFound);
}

TEST_F(StoreTest, AFileIsWrittenWholeOrNotAtAll) {
    const auto path = folder_ / "in" / "made.txt";
    ASSERT_TRUE(write_whole(path, "one", Access::Usual));
    // As any other new file of this process.
    std::ofstream(folder_ / "in" / "other.txt") << "x";
    EXPECT_EQ(fs::status(path).permissions(),
              fs::status(folder_ / "in" / "other.txt").permissions());
    EXPECT_EQ(write_whole(path, "two", Access::Owner, Existing::Refuse).error().code,
              ErrorCode::Conflict);
    EXPECT_EQ(*read_whole(path, 100), "one");
    ASSERT_TRUE(write_whole(path, "two"));
    EXPECT_EQ(*read_whole(path, 100), "two");
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_ / "in"), fs::directory_iterator()), 2);
}

TEST(SafeName, IsAlwaysAName) {
    EXPECT_EQ(safe_name("a/b/c.pdf"), "c.pdf");
    EXPECT_EQ(safe_name(".."), "file");
    EXPECT_EQ(safe_name(""), "file");
    EXPECT_EQ(safe_name("a\nb"), "a_b");
    EXPECT_LE(safe_name(std::string(5'000, 'x')).size(), 200U);
}

}  // namespace
}  // namespace errand::files
