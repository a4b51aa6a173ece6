#include "city/city_test.hpp"

#include <unistd.h>

#include "json/schema.hpp"

namespace errand::city {

void TestCity::check_schema(const ServiceTool& tool, const json::object& arguments,
                            const tool::CallResult& result) {
    const auto input = json::Schema::compile(tool.tool.input_schema);
    ASSERT_TRUE(input) << tool.tool.name << ": " << input.error().message;
    const auto fits = input->validate(arguments);
    EXPECT_TRUE(fits) << tool.tool.name << ": " << fits.error().message;
    if (result.refused) return;
    const auto output = json::Schema::compile(*tool.tool.output_schema);
    ASSERT_TRUE(output) << tool.tool.name << ": " << output.error().message;
    const auto answers = output->validate(result.content);
    EXPECT_TRUE(answers) << tool.tool.name << ": " << answers.error().message;
}

namespace {

class TemporaryHome {
  public:
    TemporaryHome() {
        std::string pattern = std::filesystem::temp_directory_path() / "errand-city-XXXXXX";
        path_ = ::mkdtemp(pattern.data());
    }
    ~TemporaryHome() { std::filesystem::remove_all(path_); }
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

TEST(City, RestartKeepsEverything) {
    const TemporaryHome home;
    TestCity test({}, home.path());
    const auto order = test.paid_order(3);
    const auto open = test.place(test.checkout(TestCity::wanted(2), "c"), "p");
    ASSERT_TRUE(test.city().advance_clock(std::chrono::minutes(3)));
    const auto records = *test.city().records();
    const auto balance = test.balance();
    test.restart(home.path());
    EXPECT_EQ(*test.city().records(), records);
    EXPECT_EQ(test.balance(), balance);
    EXPECT_EQ(test.state(open).at("state"), "placed");
    const auto items = test.call("menu", {{"shop", "s1"}}).content.at("items").as_array();
    EXPECT_EQ(items[0].at("stock"), 45);
    // A repeated call is still the same call.
    const json::object draft{{"draft", test.state(open).at("draft")}};
    EXPECT_EQ(test.call("place", draft, "p").content.at("order").at("id"), json::value(open));
    EXPECT_EQ(test.state(order).at("state"), "preparing");
}

TEST(City, OnlyOneAtAHome) {
    const TemporaryHome home;
    TestCity test({}, home.path());
    CityOptions options;
    options.home = home.path();
    const auto second = City::open(options);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Unavailable);
}

// The payment is in pay's database, but the program ended before food heard of it.
TEST(City, APaymentReachesItsOrderAfterARestart) {
    const TemporaryHome home;
    TestCity test({}, home.path());
    const auto order = test.paid_order(2);
    const auto paid = test.state(order);
    test.stop();
    {
        auto pay = *sqlite::Database::open(home.path() + "/pay.db");
        ASSERT_TRUE(pay.execute("UPDATE payment SET settled = 0"));
        auto food = *sqlite::Database::open(home.path() + "/food.db");
        ASSERT_TRUE(
            food.execute("UPDATE orders SET paid_at = NULL, payment = '', "
                         "document = json_remove(document, '$.pickup_code')"));
    }
    test.restart(home.path());
    EXPECT_EQ(test.state(order).at("state"), "accepted");
    EXPECT_EQ(test.state(order).at("pickup_code"), paid.at("pickup_code"));
}

// The cancellation is in food's database, but the program ended before pay gave the money back.
TEST(City, ARefundReachesTheWalletAfterARestart) {
    const TemporaryHome home;
    TestCity test({}, home.path());
    const auto order = test.paid_order(2);
    const auto before = test.balance();
    const auto total = test.state(order).at("total");
    test.stop();
    {
        auto food = *sqlite::Database::open(home.path() + "/food.db");
        ASSERT_TRUE(
            food.execute("UPDATE orders SET cancelled_at = paid_at, refund = 2000, "
                         "refund_done = 0"));
    }
    test.restart(home.path());
    const auto back = *commerce::parse_money(test.balance()) - *commerce::parse_money(before);
    EXPECT_EQ(back, commerce::Money{2000});
    test.restart(home.path());
    EXPECT_EQ(*commerce::parse_money(test.balance()) - *commerce::parse_money(before), back);
    EXPECT_EQ((*test.city().records()).at("refunds").as_array().size(), 1U);
}

TEST(City, ABeginningThatWasCutOffIsDoneAgain) {
    const TemporaryHome home;
    {
        TestCity test({}, home.path());
        ASSERT_TRUE(test.city().authority().set_setting("begun", "no"));
    }
    CityOptions options;
    options.home = home.path();
    options.seed = 5;
    const auto city = City::open(options);
    ASSERT_TRUE(city) << city.error().message;
    EXPECT_GT((*city)->atlas().places().size(), 200U);
}

TEST(City, AResetThatFailsChangesNothing) {
    TestCity test;
    const auto order = test.paid_order(2);
    const auto reset = [&](std::string_view text) {
        const auto request = json::read<ResetRequest>(text);
        if (!request) return request.error().message;
        const auto result = test.city().reset(*request);
        return result ? std::string("done") : result.error().message;
    };
    EXPECT_EQ(reset(R"({"world": {"currency": "CNY"}})"), "missing field 'places'");
    EXPECT_EQ(reset(R"({"colour": 1})"), "unknown field 'colour'");
    EXPECT_NE(reset(R"({"world": "/nowhere.json"})"), "done");
    EXPECT_NE(reset(R"({"now": "yesterday"})"), "done");
    EXPECT_EQ(reset(R"({"users": [{"id": "me", "addresses": {"home": "nowhere"}}]})"),
              "users.0.addresses.home is 'nowhere', which is no place's id");
    EXPECT_EQ(test.state(order).at("state"), "accepted");
    EXPECT_EQ(reset(R"({"seed": 2, "now": "2026-03-02T11:40:00+08:00"})"), "done");
    EXPECT_TRUE((*test.city().records()).at("orders").as_array().empty());
}

TEST(City, RecordsHaveTheDocumentedForm) {
    TestCity test;
    test.paid_order(2);
    const auto records = *test.city().records();
    const auto& order = records.at("orders").as_array().at(0).as_object();
    for (const auto* key : {"id", "user", "service", "shop", "items", "deliver_to", "total",
                            "currency", "state", "paid", "pickup_code", "note", "created"})
        EXPECT_TRUE(order.contains(key)) << key;
    EXPECT_EQ(order.at("shop"), "半糖茶铺 / Half Sugar Tea");
    EXPECT_EQ(order.at("items").at(0).at("name"), "珍珠奶茶");
    EXPECT_EQ(order.at("items").at(0).at("options").at("ice"), "less");
    EXPECT_EQ(order.at("deliver_to").at("label"), "office");
    EXPECT_EQ(order.at("deliver_to").at("address"), "学院路88号");
    const auto& payment = records.at("payments").as_array().at(0).as_object();
    for (const auto* key : {"id", "order", "amount", "state", "approval"})
        EXPECT_TRUE(payment.contains(key)) << key;
    EXPECT_EQ(payment.at("amount"), order.at("total"));
}

}  // namespace
}  // namespace errand::city
