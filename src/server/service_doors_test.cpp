#include "server/server_for_tests.hpp"

namespace errand::server {
namespace {

// Has a tool, or fails.
class Named final : public tool::Connector {
  public:
    Named(std::string name, std::optional<Error> fails)
        : name_(std::move(name)), fails_(std::move(fails)) {}
    const std::string& service() const override { return name_; }
    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string) override {
        if (fails_) co_return fail(*fails_);
        co_return std::vector<tool::Tool>{{.service = name_, .name = "look"}};
    }
    async::Awaitable<Result<tool::CallResult>> call(std::string, json::object,
                                                    tool::CallContext) override {
        co_return fail(ErrorCode::Unavailable, "nothing here");
    }

  private:
    std::string name_;
    std::optional<Error> fails_;
};

class ServiceDoors : public ServerTest {
  protected:
    ServiceDoors() {
        parts.connect = [](const ServiceEntry& entry, const boost::asio::any_io_executor&,
                           net::Client&,
                           tool::Credentials&) -> Result<std::unique_ptr<tool::Connector>> {
            std::optional<Error> fails;
            if (entry.name == "bad") fails = Error{ErrorCode::Timeout, "it\x1b[2J hangs", ""};
            if (entry.name == "closed") fails = Error{ErrorCode::Denied, "no grant", ""};
            return std::make_unique<Named>(entry.name, fails);
        };
        parts.services = [this]() -> Result<std::vector<ServiceEntry>> { return settings; };
        options.services.front().sandbox = false;
        settings = options.services;
    }
    void add(std::string name) {
        settings.push_back({.name = std::move(name), .url = {}, .command = {"x"}});
    }

    std::vector<ServiceEntry> settings;
};

TEST_F(ServiceDoors, ServicesThatWereAddedAreTakenUpOnce) {
    add("new");
    auto answer = call("POST", "/v1/services");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(*json::parse(answer.body), *json::parse(R"({"taken_up": ["new"]})"));
    answer = call("POST", "/v1/services");
    EXPECT_EQ(*json::parse(answer.body), *json::parse(R"({"taken_up": []})"));
    EXPECT_EQ(get("/v1/services").at("services").as_array().size(), 2U);
}

TEST_F(ServiceDoors, NothingIsTakenUpBesideTheSandbox) {
    options.services.front().sandbox = true;
    add("new");
    EXPECT_EQ(call("POST", "/v1/services").status, 409);
}

TEST_F(ServiceDoors, LookingSaysHowEachDoes) {
    for (const auto* name : {"good", "bad", "closed"}) add(name);
    ASSERT_EQ(call("POST", "/v1/services").status, 200);
    const auto services = get("/v1/services?look=true").at("services").as_array();
    ASSERT_EQ(services.size(), 4U);
    EXPECT_EQ(json::string_at(services[1], "state"), "ready");
    EXPECT_EQ(json::string_at(services[1], "kind"), "command");
    EXPECT_EQ(*json::find(services[1], "tools"),
              *json::parse(R"([{"name": "look", "effect": "spends"}])"));
    EXPECT_EQ(json::string_at(services[2], "state"), "failed");
    EXPECT_EQ(json::string_at(services[2], "problem"), "it\xEF\xBF\xBD[2J hangs");
    EXPECT_EQ(json::string_at(services[3], "state"), "permission");
    EXPECT_EQ(json::find(get("/v1/services").at("services").as_array()[1], "state"), nullptr);
}

}  // namespace
}  // namespace errand::server
