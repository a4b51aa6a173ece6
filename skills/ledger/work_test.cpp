#include "skills/ledger/work.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/id.hpp"
#include "invoice/json.hpp"
#include "skills/ledger/learning.hpp"
#include "skills/ledger/ledger_for_tests.hpp"
#include "skills/ledger/limits.hpp"

namespace errand::skills::ledger {
namespace {

namespace fs = std::filesystem;
using errand::ledger::Category;
using testing::invoice_of;
using testing::Made;

Time now() {
    return *parse_time("2026-03-02T12:00:00Z");
}

// Files whose names are numbers from 1: each holds the invoice of that place.
class WorkTest : public ::testing::Test {
  protected:
    WorkTest() : folder_(fs::temp_directory_path() / ("errand-work-" + random_token(12))) {
        fs::create_directories(folder_ / "in");
        store_ = *files::Store::open(folder_ / "store");
        read_ = [this](const std::string& name, std::string_view bytes) -> Result<std::string> {
            const auto made = made_.find(std::string(bytes));
            if (made == made_.end()) return fail(ErrorCode::Internal, "no such invoice");
            invoice::Reading reading;
            auto one = invoice_of(made->second, std::stoul(std::string(bytes)));
            one.files.front().path = name;
            one.files.front().sha256 = std::string(bytes);
            one.remark.value = std::string(remark_bytes_, 'x');
            one.remark.confidence = remark_bytes_ > 0 ? invoice::kCertain : 0;
            reading.invoices.push_back(std::move(one));
            return json::write(json::encode(reading));
        };
    }
    ~WorkTest() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    Workplace place() { return {*store_, read_, "me", 7}; }

    // A file of this name with that invoice in it; where it lies.
    std::string file(const std::string& name, const Made& made) {
        const auto bytes = std::to_string(made_.size() + 1);
        made_[bytes] = made;
        const auto path = folder_ / "in" / bytes / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path) << bytes;
        return path.string();
    }
    // Reads them and puts them together as the flow does.
    Edit hand_in(const std::vector<std::string>& paths) {
        const auto items = *store_->take("me", paths);
        const auto list = *store_->put_list("me", items);
        auto here = place();
        json::array readings;
        for (std::size_t at = 0; at < items.size(); ++at) {
            const auto read = read_item(here, list, at);
            readings.push_back(read ? *read
                                    : json::object{{"name", ""},
                                                   {"reading", ""},
                                                   {"problem", read.error().message}});
        }
        const auto bundled = bundle(here, list, 0, readings);
        EXPECT_TRUE(bundled) << bundled.error().message;
        Edit edit;
        edit.said = "add";
        edit.files = items.size();
        if (bundled)
            edit.bundles =
                *json::decode<std::vector<std::string>>(*json::find(*bundled, "bundles"));
        return edit;
    }
    errand::ledger::Ledger opened(const State& state) {
        auto here = place();
        auto ledger = open_ledger(here, state, "en", now());
        EXPECT_TRUE(ledger) << ledger.error().message;
        return *std::move(ledger);
    }

    fs::path folder_;
    std::unique_ptr<files::Store> store_;
    assistant::ReadDocument read_;
    std::map<std::string, Made> made_;
    std::size_t remark_bytes_ = 0;
};

Edit says(const std::string& said, const errand::ledger::Ledger& ledger, const State& state) {
    return read_sentence(testing::scene_of(ledger, state), said).edit;
}

const Made kCafe{"Cafe Uno", "Business lunch", "2025-03-01", "20.00", "EUR"};
const Made kBistro{"Bistro Due", "Business lunch", "2025-03-02", "30.00", "EUR"};

TEST_F(WorkTest, CopiesOfOriginalsChangeNothingThatIsKept) {
    State state;
    state.language = "en";
    state.edits = {hand_in({file("a.xml", kCafe)})};
    const auto originals = store_->originals_of("me", 7);
    std::size_t copies = 0;
    for (const auto& entry : fs::recursive_directory_iterator(originals)) {
        if (!entry.is_regular_file()) continue;
        ++copies;
        fs::permissions(entry.path(), fs::perms::owner_all);
        std::ofstream(entry.path()) << "changed";
    }
    EXPECT_EQ(copies, 1U);
    EXPECT_EQ(*store_->get("me", *store_->put("me", "1")), "1");
    EXPECT_EQ(fs::hard_link_count(store_->kept("me", *store_->put("me", "1"))), 1U);
}

TEST_F(WorkTest, FilesOfOneNameFromTwoHandInsAreBothLinked) {
    State state;
    state.language = "en";
    state.version = 1;
    state.edits = {hand_in({file("a.xml", kCafe)}), hand_in({file("a.xml", kBistro)})};
    auto here = place();
    const auto made = make_version(here, state, "en", now());
    ASSERT_TRUE(made) << made.error().message;
    const auto originals = store_->originals_of("me", 7);
    std::vector<std::string> held;
    for (const auto& entry : fs::recursive_directory_iterator(originals)) {
        if (!entry.is_regular_file()) continue;
        EXPECT_EQ(entry.path().filename(), "a.xml");
        std::ifstream in(entry.path());
        held.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    std::ranges::sort(held);
    EXPECT_EQ(held, (std::vector<std::string>{"1", "2"}));
}

TEST_F(WorkTest, WhatIsTaughtLaterChangesNothingThatWasDoneBefore) {
    State state;
    state.language = "en";
    state.edits = {hand_in({file("a.xml", kCafe), file("b.xml", kBistro)})};
    state.edits.push_back(says("leave out the meals", opened(state), state));
    state.edits.push_back(says("put the Cafe Uno ones under travel", opened(state), state));
    EXPECT_EQ(state.edits.back().sellers.size(), 1U);
    const auto ledger = opened(state);
    ASSERT_EQ(ledger.entries().size(), 2U);
    EXPECT_FALSE(ledger.entries()[0].included);
    EXPECT_EQ(ledger.entries()[0].category.category, Category::Travel);
    const auto moved =
        std::ranges::count(ledger.corrections(), "category", &errand::ledger::Correction::field);
    EXPECT_EQ(moved, 1);
    // What comes later from that seller is filed as it was taught.
    state.edits.push_back(
        hand_in({file("c.xml", {"Cafe Uno", "Business lunch", "2025-04-01", "9.00", "EUR"})}));
    EXPECT_EQ(opened(state).entries()[2].category.category, Category::Travel);
}

TEST_F(WorkTest, ARememberedSellerIsTheWholeName) {
    State state;
    state.language = "en";
    state.rules.sellers = {{"Cafe", "差旅"}, {"Bistro Due", "差旅"}};
    state.edits = {hand_in({file("a.xml", kCafe), file("b.xml", kBistro)})};
    const auto ledger = opened(state);
    EXPECT_EQ(ledger.entries()[0].category.category, Category::Meals);
    EXPECT_EQ(ledger.entries()[1].category.category, Category::Travel);
}

TEST_F(WorkTest, ALedgerInChineseIsKeptInYuan) {
    State state;
    state.language = "zh";
    state.edits = {hand_in({file("a.xml", kCafe), file("b.xml", kBistro)})};
    EXPECT_EQ(opened(state).setting().currency, "CNY");
    state.language = "en";
    EXPECT_EQ(opened(state).setting().currency, "EUR");
}

TEST_F(WorkTest, ManyLargeReadingsAreSeveralBundlesAndNoneIsLost) {
    remark_bytes_ = kBundleBytes / 2 - 100'000;
    std::vector<std::string> paths;
    for (int at = 0; at < 3; ++at)
        paths.push_back(file("f" + std::to_string(at) + ".xml",
                             {"Seller", "x", "2025-01-0" + std::to_string(at + 1), "1.00", "EUR"}));
    State state;
    state.language = "en";
    state.edits = {hand_in(paths)};
    EXPECT_EQ(state.edits[0].bundles.size(), 2U);
    EXPECT_EQ(opened(state).entries().size(), 3U);
    // One that is too large to be kept is named.
    remark_bytes_ = kBundleBytes;
    state.edits.push_back(hand_in({file("huge.xml", kCafe), file("huge2.xml", kBistro)}));
    const auto ledger = opened(state);
    EXPECT_EQ(ledger.handed_in().size(), 5U);
    EXPECT_EQ(ledger.entries().size(), 3U);
    EXPECT_EQ(std::ranges::count(ledger.documents(), errand::ledger::Fate::Finding,
                                 &errand::ledger::Document::fate),
              2);
}

TEST_F(WorkTest, FilesWhoseReadingsWereLostAreNamed) {
    const std::vector<std::string> paths{file("a.xml", kCafe), file("b.xml", kBistro)};
    const auto items = *store_->take("me", paths);
    Edit edit;
    edit.files = 2;
    edit.lost = {{*store_->put_list("me", items), 0, 2, "the disk is full"}};
    EXPECT_FALSE(edit.nothing());
    State state;
    state.edits = {edit};
    const auto ledger = opened(state);
    ASSERT_EQ(ledger.documents().size(), 2U);
    EXPECT_NE(ledger.documents()[0].remark.find("the disk is full"), std::string::npos);
}

TEST(Learning, IsTakenBackToWhatWasBefore) {
    const Memory before{{{"Cafe", "餐饮"}}, "DE1", "Anna"};
    Edit edit;
    edit.sellers = {{"Cafe", "差旅"}, {"Bistro", "差旅"}};
    edit.claimant = "Berta";
    edit.buyer_tax_id = "DE2";
    edit.earlier = earlier_of(before, edit);
    const auto after = taught(before, edit);
    EXPECT_EQ(after.sellers.at("Cafe"), "差旅");
    EXPECT_EQ(after.claimant, "Berta");
    EXPECT_EQ(untaught(after, edit), before);
    // What was learned in its place since stays.
    auto since = after;
    since.claimant = "Carla";
    since.sellers["Cafe"] = "礼品/福利";
    EXPECT_EQ(untaught(since, edit).claimant, "Carla");
    EXPECT_EQ(untaught(since, edit).sellers.at("Cafe"), "礼品/福利");
    EXPECT_FALSE(untaught(since, edit).sellers.contains("Bistro"));
}

}  // namespace
}  // namespace errand::skills::ledger
