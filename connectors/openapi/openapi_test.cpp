#include "connectors/openapi/openapi.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "connectors/openapi/limits.hpp"
#include "net/net_test.hpp"
#include "tool/keys_for_tests.hpp"

namespace errand::connectors::openapi {
namespace {

using net::testing::run;
using ::testing::HasSubstr;

constexpr std::string_view kPets = R"({"openapi": "3.0.3",
 "info": {"title": "Pets", "version": "2.1"}, "servers": [{"url": "/v1"}],
 "security": [{"key": []}],
 "paths": {
  "/pets/{id}": {
   "parameters": [{"$ref": "#/components/parameters/Id"}],
   "get": {"operationId": "getPet", "summary": "One pet",
    "parameters": [
     {"name": "fields", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
     {"name": "tags", "in": "query", "explode": false,
      "schema": {"type": "array", "items": {"type": "string"}}},
     {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
     {"name": "Host", "in": "header", "schema": {"type": "string"}}],
    "responses": {"200": {"description": "", "content": {"application/json": {
     "schema": {"$ref": "#/components/schemas/Pet"}}}}}},
   "delete": {"operationId": "deletePet", "responses": {"204": {"description": ""}}}},
  "/pets": {
   "post": {"operationId": "addPet", "description": "Adds a pet",
    "requestBody": {"required": true, "content": {"application/json": {
     "schema": {"$ref": "#/components/schemas/Pet"}}}},
    "responses": {"2XX": {"description": "", "content": {"application/json": {
     "schema": {"$ref": "#/components/schemas/Pet"}}}}}}},
  "/search": {"post": {"operationId": "search", "security": [], "requestBody": {"content":
    {"application/json": {"schema": {"type": "object"}}}}, "responses": {}}},
  "/upload": {"put": {"requestBody": {"required": true, "content": {"image/png": {}}},
    "responses": {}}},
  "/elsewhere": {"get": {"servers": [{"url": "http://10.0.0.1"}], "responses": {}}},
  "/lost": {"get": {"parameters": [{"$ref": "http://evil.example/x.json"}], "responses": {}}},
  "/odd": {"get": {"operationId": "odd", "parameters": [{"name": "q", "in": "query",
    "schema": {"type": "colour"}}], "responses": {}}}},
 "components": {
  "parameters": {"Id": {"name": "id", "in": "path", "required": true,
                        "schema": {"type": "string"}}},
  "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
  "schemas": {"Pet": {"type": "object", "required": ["id", "name"], "properties": {
    "id": {"type": "integer", "readOnly": true}, "name": {"type": "string", "example": "Fifi"},
    "owner": {"type": "string", "nullable": true},
    "age": {"type": "integer", "minimum": 0, "exclusiveMinimum": true},
    "children": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}}}}})";

constexpr std::string_view kOddPath =
    R"({"openapi": "3.1.0", "info": {"title": "x", "version": "1"},
 "security": [{"key": []}], "paths": {"/a|b": {"get": {"operationId": "odd", "responses": {}}}},
 "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "key"}}}})";

class Keys final : public tool::test::Keys {
  public:
    Keys() : tool::test::Keys("secret") {}
    async::Awaitable<Result<std::string>> token(std::string user, std::string service) override {
        if (user == "stranger") co_return fail(ErrorCode::Denied, "no grant");
        co_return co_await tool::test::Keys::token(user, service);
    }
};

// The service, which keeps what it was asked and answers as it is told.
class OpenApi : public ::testing::Test {
  protected:
    OpenApi() {
        const auto keep = [this](net::Request request) -> async::Awaitable<net::Response> {
            seen = std::move(request);
            co_return answer;
        };
        for (const auto* method : {"GET", "POST", "DELETE"})
            for (const auto* path : {"/v1/pets/{id}", "/v1/pets", "/v1/search"})
                house.server.route(method, path, keep);
        house.server.route("GET", "/openapi.json",
                           [](net::Request) -> async::Awaitable<net::Response> {
                               auto made = net::Response::text(200, std::string(kPets));
                               co_return made;
                           });
        EXPECT_TRUE(house.server.listen());
    }
    std::unique_ptr<tool::Connector> made(json::object more = {}) {
        json::object config{{"kind", "openapi"},
                            {"name", "pets"},
                            {"document", house.at("/openapi.json")},
                            {"url", house.at("/v1/")}};
        for (auto& one : more) config[one.key()] = one.value();
        auto connector = make_connector(config, {house.loop.get_executor(), house.client, keys});
        EXPECT_TRUE(connector) << connector.error().message;
        return *std::move(connector);
    }
    Result<tool::CallResult> call(tool::Connector& connector, std::string tool,
                                  json::object arguments, std::string user = "li") {
        return run(house.loop,
                   connector.call(std::move(tool), std::move(arguments),
                                  {.user = std::move(user),
                                   .idempotency_key = "once",
                                   .deadline = async::after(std::chrono::seconds(10))}));
    }
    static json::value pet() { return json::object{{"id", 7}, {"name", "Fifi"}}; }

    net::testing::House house;
    Keys keys;
    net::Request seen;
    net::Response answer = net::Response::json(200, pet());
};

TEST_F(OpenApi, EachOperationIsATool) {
    const auto connector = made({{"effects", {{"search", "reads"}}}});
    const auto tools = run(house.loop, connector->tools("li"));
    ASSERT_TRUE(tools) << tools.error().message;
    std::map<std::string, tool::Effect> effects;
    for (const auto& tool : *tools) effects[tool.name] = tool.effect;
    const std::map<std::string, tool::Effect> wanted{{"getPet", tool::Effect::Reads},
                                                     {"deletePet", tool::Effect::Spends},
                                                     {"addPet", tool::Effect::Spends},
                                                     {"search", tool::Effect::Reads},
                                                     {"odd", tool::Effect::Reads}};
    EXPECT_EQ(effects, wanted);
    EXPECT_EQ(tools->front().service, "pets");
    EXPECT_EQ(tools->front().title, "One pet");
}

TEST_F(OpenApi, ParametersGoWhereTheyBelong) {
    const auto connector = made();
    const auto got = call(*connector, "getPet",
                          {{"id", "a/b ?#%"},
                           {"fields", {"name", "a&b"}},
                           {"tags", {"x", "y,z"}},
                           {"X-Trace", "t1"}});
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(seen.target, "/v1/pets/a%2Fb%20%3F%23%25?fields=name&fields=a%26b&tags=x,y%2Cz");
    EXPECT_EQ(seen.headers.get("X-Trace"), "t1");
    EXPECT_EQ(seen.headers.get("X-Key"), "secret");
    EXPECT_FALSE(seen.headers.has("Authorization"));
    EXPECT_FALSE(seen.headers.has("Idempotency-Key"));
    EXPECT_EQ(json::string_at(got->content, "name"), "Fifi");
}

TEST_F(OpenApi, NoArgumentLeavesItsPlace) {
    const auto connector = made();
    for (const auto* id : {"..", ".", ""}) {
        const auto got = call(*connector, "getPet", {{"id", id}});
        ASSERT_FALSE(got) << id;
        EXPECT_EQ(got.error().code, ErrorCode::Invalid);
    }
    EXPECT_EQ(call(*connector, "getPet", {{"id", "1"}, {"X-Trace", "a\r\nX-Key: b"}}).error().code,
              ErrorCode::Invalid);
    EXPECT_EQ(call(*connector, "getPet", {{"id", "1"}, {"Host", "evil"}}).error().code,
              ErrorCode::Invalid);
    EXPECT_TRUE(seen.path.empty()) << "nothing was asked";
}

TEST_F(OpenApi, AnAddressThatIsNoneDoesNotTellTheKey) {
    house.server.route("GET", "/odd.json", [](net::Request) -> async::Awaitable<net::Response> {
        auto made = net::Response::text(200, std::string(kOddPath));
        co_return made;
    });
    const auto connector = made({{"document", house.at("/odd.json")}});
    const auto got = call(*connector, "odd", {});
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::Invalid);
    EXPECT_THAT(got.error().message, HasSubstr("/a|b"));
    EXPECT_THAT(got.error().message, ::testing::Not(HasSubstr("secret")));
}

TEST_F(OpenApi, AChangeCarriesItsKeyAndItsBody) {
    const auto connector = made();
    const auto added =
        call(*connector, "addPet", {{"body", {{"name", "Mimi"}, {"owner", nullptr}, {"age", 1}}}});
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(seen.body, R"({"name":"Mimi","owner":null,"age":1})");
    EXPECT_EQ(seen.headers.get("Content-Type"), "application/json");
    EXPECT_EQ(seen.headers.get("Idempotency-Key"), "once");
    EXPECT_EQ(call(*connector, "addPet", {{"body", {{"name", 7}}}}).error().code,
              ErrorCode::Invalid);
    EXPECT_EQ(call(*connector, "addPet", {{"body", {{"name", "x"}, {"age", 0}}}}).error().code,
              ErrorCode::Invalid);
    EXPECT_EQ(call(*connector, "addPet", {}).error().code, ErrorCode::Invalid);
    EXPECT_EQ(call(*connector, "addPet", {{"body", {{"name", "x"}}}}, "stranger").error().code,
              ErrorCode::Denied);
}

TEST_F(OpenApi, WithoutSecurityNoKeyIsSent) {
    const auto connector = made();
    ASSERT_TRUE(call(*connector, "search", {{"body", json::object{}}}));
    EXPECT_FALSE(seen.headers.has("X-Key"));
}

TEST_F(OpenApi, AnswersAreHeldToTheDocument) {
    const auto connector = made();
    answer = net::Response::json(200, json::object{{"id", "seven"}, {"name", "Fifi"}});
    EXPECT_EQ(call(*connector, "getPet", {{"id", "1"}}).error().code, ErrorCode::Corrupt);
    answer = net::Response::text(200, "hello");
    EXPECT_EQ(call(*connector, "getPet", {{"id", "1"}}).error().code, ErrorCode::Corrupt);
    answer = net::Response::text(204, "");
    EXPECT_TRUE(call(*connector, "deletePet", {{"id", "1"}}));
    answer = net::Response::text(200, std::string(kMaxAnswerBytes + 1, ' '));
    EXPECT_EQ(call(*connector, "getPet", {{"id", "1"}}).error().code, ErrorCode::Corrupt);
}

TEST_F(OpenApi, RefusalsAreDataAndFailuresAreErrors) {
    const auto connector = made();
    answer = net::Response::json(404, json::object{{"why", "gone"}});
    const auto refused = call(*connector, "getPet", {{"id", "1"}});
    ASSERT_TRUE(refused) << refused.error().message;
    EXPECT_TRUE(refused->refused);
    EXPECT_EQ(json::find(refused->content, "error.details.content.why")->as_string(), "gone");
    const auto code = [&](int status, std::string tool, json::object arguments) {
        answer = net::Response::text(status, "");
        return call(*connector, std::move(tool), std::move(arguments)).error().code;
    };
    EXPECT_EQ(code(500, "getPet", {{"id", "1"}}), ErrorCode::Unavailable);
    EXPECT_EQ(code(500, "deletePet", {{"id", "1"}}), ErrorCode::Timeout);
    EXPECT_EQ(code(503, "deletePet", {{"id", "1"}}), ErrorCode::Unavailable);
    EXPECT_EQ(code(429, "deletePet", {{"id", "1"}}), ErrorCode::Unavailable);
    EXPECT_EQ(code(303, "deletePet", {{"id", "1"}}), ErrorCode::Timeout);
}

TEST_F(OpenApi, FollowsNoRedirect) {
    const auto connector = made();
    answer = net::Response::redirect("http://127.0.0.1:1/secret");
    const auto got = call(*connector, "getPet", {{"id", "1"}});
    ASSERT_FALSE(got);
    EXPECT_THAT(got.error().message, HasSubstr("points elsewhere"));
}

TEST_F(OpenApi, ASchemaThatCannotBeHeldToRefusesItsToolByName) {
    const auto connector = made();
    const auto got = call(*connector, "odd", {});
    ASSERT_FALSE(got);
    EXPECT_THAT(got.error().message, HasSubstr("the tool 'odd' cannot be used"));
}

TEST(OpenApiDocument, SaysWhatItLeavesOutAndWhy) {
    const auto document = read_document(kPets);
    ASSERT_TRUE(document) << document.error().message;
    EXPECT_EQ(document->title, "Pets 2.1");
    EXPECT_EQ(document->server, "/v1");
    EXPECT_THAT(document->left_out,
                ::testing::UnorderedElementsAre(HasSubstr("PUT /upload: its body is not JSON"),
                                                HasSubstr("GET /elsewhere: it names a server"),
                                                HasSubstr("GET /lost: the reference")));
}

TEST(OpenApiDocument, IsBounded) {
    const auto code = [](const std::string& text) { return read_document(text).error().code; };
    EXPECT_EQ(code("openapi: 3.0.0"), ErrorCode::Invalid);
    EXPECT_EQ(code(R"({"swagger": "2.0"})"), ErrorCode::Invalid);
    EXPECT_EQ(code(std::string(kMaxDocumentBytes + 1, ' ')), ErrorCode::Exhausted);
    json::object paths;
    for (std::size_t i = 0; i <= kMaxOperations; ++i)
        paths["/p" + std::to_string(i)] = {{"get", json::object{}}};
    EXPECT_EQ(code(json::write(json::object{{"openapi", "3.1.0"}, {"paths", paths}})),
              ErrorCode::Exhausted);
    const auto circle = read_document(R"({"openapi": "3.1.0", "paths": {"/a": {"get":
        {"parameters": [{"$ref": "#/components/parameters/A"}]}}}, "components": {"parameters":
        {"A": {"$ref": "#/components/parameters/B"}, "B": {"$ref": "#/components/parameters/A"}}}})");
    ASSERT_TRUE(circle);
    EXPECT_THAT(circle->left_out, ::testing::ElementsAre(HasSubstr("without end")));
    json::object wide;
    for (std::size_t i = 0; i <= kMaxArgumentParts; ++i)
        wide["p" + std::to_string(i)] = json::object{};
    const auto large = read_document(json::write(json::object{
        {"openapi", "3.1.0"},
        {"paths",
         {{"/a",
           {{"post",
             {{"requestBody",
               {{"content",
                 {{"application/json", {{"schema", {{"properties", wide}}}}}}}}}}}}}}}}));
    ASSERT_TRUE(large);
    EXPECT_THAT(large->left_out, ::testing::ElementsAre(HasSubstr("too many parts")));
    const auto far = read_document(json::write(json::object{
        {"openapi", "3.1.0"},
        {"paths", {{"/" + std::string(kMaxPathBytes, 'a'), {{"get", json::object{}}}}}}}));
    ASSERT_TRUE(far);
    EXPECT_THAT(far->left_out, ::testing::ElementsAre(HasSubstr("its path is not one")));
}

TEST(OpenApiDocument, APointerIsReadSignBySign) {
    const auto document = read_document(R"({"openapi": "3.1.0", "paths": {"/a": {"get":
        {"parameters": [{"$ref": "#/components/parameters/~10~01%2F"}]}}},
        "components": {"parameters": {"/0~1/": {"name": "q", "in": "query"}}}})");
    ASSERT_TRUE(document);
    EXPECT_THAT(document->left_out, ::testing::IsEmpty());
    ASSERT_EQ(document->operations.size(), 1U);
    EXPECT_EQ(document->operations.front().parameters.front().name, "q");
}

TEST(OpenApiDocument, IsReadFromAFileToo) {
    boost::asio::io_context loop;
    net::Client client(loop.get_executor());
    const auto file = std::filesystem::temp_directory_path() /
                      ("errand-openapi-" + std::to_string(::getpid()) + ".json");
    std::ofstream(file) << kPets;
    EXPECT_TRUE(run(loop, load(client, file.string())));
    std::filesystem::remove(file);
    EXPECT_EQ(run(loop, load(client, file.string())).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace errand::connectors::openapi
