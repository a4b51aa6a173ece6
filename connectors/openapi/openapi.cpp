#include "connectors/openapi/openapi.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "base/log.hpp"
#include "connectors/openapi/limits.hpp"
#include "connectors/openapi/request.hpp"
#include "json/schema.hpp"

namespace errand::connectors::openapi {

namespace {

struct Options {
    std::string name;
    std::string document;
    net::Url server;
    std::map<std::string, tool::Effect> effects;
};

class OpenApiConnector final : public tool::Connector {
  public:
    OpenApiConnector(net::Client& client, tool::Credentials& credentials, Options options)
        : client_(client), credentials_(credentials), options_(std::move(options)) {}

    const std::string& service() const override { return options_.name; }
    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string user) override;
    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    tool::CallContext context) override;

  private:
    async::Awaitable<Result<std::shared_ptr<const Document>>> document();
    Result<json::Schema> schema_of(const Document& document, const Operation& operation);

    net::Client& client_;
    tool::Credentials& credentials_;
    Options options_;
    std::shared_ptr<const Document> document_;
    std::map<std::string, json::Schema> schemas_;  // of the arguments, by tool, once it was called
};

async::Awaitable<Result<std::shared_ptr<const Document>>> OpenApiConnector::document() {
    if (document_) co_return document_;
    ERRAND_CO_TRY(auto loaded, co_await load(client_, options_.document));
    for (auto& operation : loaded.operations) {
        operation.tool.service = options_.name;
        if (const auto said = options_.effects.find(operation.tool.name);
            said != options_.effects.end())
            operation.tool.effect = said->second;
    }
    for (const auto& why : loaded.left_out) log::info("{} leaves out {}", options_.name, why);
    document_ = std::make_shared<const Document>(std::move(loaded));
    co_return document_;
}

async::Awaitable<Result<std::vector<tool::Tool>>> OpenApiConnector::tools(std::string) {
    ERRAND_CO_TRY(const auto known, co_await document());
    std::vector<tool::Tool> all;
    for (const auto& operation : known->operations) all.push_back(operation.tool);
    co_return all;
}

// Models like to write null for what they leave out.
Result<json::object> fitting(const Operation& operation, const json::Schema& schema,
                             json::object given) {
    json::value checked = std::move(given);
    if (schema.validate(checked)) return std::move(checked.get_object());
    const auto& arguments = checked.get_object();
    json::object kept;
    for (const auto& argument : arguments)
        if (!argument.value().is_null()) kept.insert(argument);
    if (const auto fits = schema.validate(kept); !fits)
        return fail(ErrorCode::Invalid, fmt::format("the arguments of '{}' do not fit: {}",
                                                    operation.tool.name, fits.error().message));
    return kept;
}

// What the answer has to fit is known to be held to before anything is asked.
Result<> answerable(const Document& document, const Operation& operation) {
    for (const int status : {200, 201, 202}) {
        const auto schema = answer_schema(document, operation, status);
        const auto held = schema && *schema ? json::Schema::compile(**schema)
                          : schema          ? json::Schema::any()
                                            : Result<json::Schema>(fail(schema.error()));
        if (!held)
            return fail(ErrorCode::Invalid, fmt::format("the tool '{}' cannot be used: {}",
                                                        operation.tool.name, held.error().message));
    }
    return {};
}

// Nothing is asked of an operation whose schemas are not understood.
Result<json::Schema> OpenApiConnector::schema_of(const Document& document,
                                                 const Operation& operation) {
    const auto& name = operation.tool.name;
    if (const auto known = schemas_.find(name); known != schemas_.end()) return known->second;
    ERRAND_TRY_VOID(answerable(document, operation));
    auto schema = json::Schema::compile(operation.tool.input_schema);
    if (!schema)
        return fail(ErrorCode::Invalid,
                    fmt::format("the tool '{}' cannot be used: {}", name, schema.error().message));
    schemas_.emplace(name, *schema);
    return schema;
}

async::Awaitable<Result<tool::CallResult>> OpenApiConnector::call(std::string tool,
                                                                  json::object arguments,
                                                                  tool::CallContext context) {
    ERRAND_CO_TRY(const auto known, co_await document());
    const auto* operation = known->find(tool);
    if (operation == nullptr)
        co_return fail(ErrorCode::NotFound, fmt::format("the service has no tool '{}'", tool));
    Asked asked{.idempotency_key = context.idempotency_key};
    ERRAND_CO_TRY(const auto schema, schema_of(*known, *operation));
    ERRAND_CO_TRY(asked.arguments, fitting(*operation, schema, std::move(arguments)));
    ERRAND_CO_TRY(asked.key, co_await credentials_.token(context.user, options_.name));
    ERRAND_CO_TRY(auto request, write_request(options_.server, *operation, asked));
    request.deadline = context.deadline;
    ERRAND_CO_TRY(const auto answer, co_await client_.send(std::move(request)));
    co_return read_answer(*known, *operation, answer);
}

Result<Options> read(const json::object& config) {
    Options options;
    options.name = json::string_at(config, "name");
    options.document = json::string_at(config, "document");
    if (options.name.empty() || options.document.empty())
        return fail(ErrorCode::Invalid, "a service by OpenAPI needs a name and a document");
    ERRAND_TRY(options.server, net::parse_url(json::string_at(config, "url")));
    if (const auto* effects = config.if_contains("effects")) {
        ERRAND_TRY(options.effects, (json::decode<std::map<std::string, tool::Effect>>(
                                        *effects, json::Unknown::Refuse, "effects")));
    }
    return options;
}

Result<std::string> read_file(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    if (!in)
        return fail(ErrorCode::NotFound, fmt::format("cannot read {}", name),
                    "check the document's name");
    std::string text(kMaxDocumentBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

}  // namespace

async::Awaitable<Result<Document>> load(net::Client& client, std::string from) {
    if (!from.starts_with("http://") && !from.starts_with("https://")) {
        ERRAND_CO_TRY(const auto text, read_file(from));
        co_return read_document(text);
    }
    net::ClientRequest request{.url = from};
    request.headers.set("Accept", "application/json");
    request.deadline = async::after(kDocumentTimeout);
    request.max_body = kMaxDocumentBytes;
    ERRAND_CO_TRY(const auto answer, co_await client.send(std::move(request)));
    if (answer.status != 200)
        co_return fail(ErrorCode::Unavailable,
                       fmt::format("the document's address answered with status {}", answer.status),
                       "give the address where the document itself stands");
    co_return read_document(answer.body);
}

ConnectorKind make() {
    return {"openapi", "an HTTP service, by its OpenAPI 3.x document",
            [](const json::object& config,
               Surroundings surroundings) -> Result<std::unique_ptr<tool::Connector>> {
                ERRAND_TRY(auto options, read(config));
                return std::make_unique<OpenApiConnector>(
                    surroundings.client, surroundings.credentials, std::move(options));
            }};
}

}  // namespace errand::connectors::openapi
