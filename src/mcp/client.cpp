#include "mcp/client.hpp"

#include "async/gate.hpp"
#include "mcp/catalog.hpp"
#include "mcp/elicitation.hpp"
#include "mcp/negotiate.hpp"
#include "mcp/transport.hpp"

namespace errand::mcp {

struct Client::State : std::enable_shared_from_this<Client::State> {
    State(std::shared_ptr<Transport> used, ClientSettings chosen)
        : transport(std::move(used)), settings(std::move(chosen)) {}

    Self self() const {
        return {settings.name, settings.version, static_cast<bool>(settings.elicit)};
    }
    bool connected() const { return peer && generation == transport->generation(); }
    async::Awaitable<Result<>> connect(async::Deadline deadline);
    async::Awaitable<Result<>> load_tools(async::Deadline deadline);

    // One request, input rounds included: the result, or what input is still wanted.
    async::Awaitable<Result<json::object>> ask(std::string method, json::object params,
                                               std::vector<HeaderParameter> headers,
                                               bool repeatable, async::Deadline deadline);
    async::Awaitable<Result<json::object>> ask_once(const std::string& method,
                                                    const json::object& params,
                                                    const std::vector<HeaderParameter>& headers,
                                                    bool repeatable, async::Deadline deadline);
    Outgoing outgoing(const std::string& method, json::object params,
                      const std::vector<HeaderParameter>& headers, bool repeatable);
    async::Awaitable<Result<json::object>> fulfil(const json::object& requests);
    async::Awaitable<json::object> answer(Message message);
    async::Awaitable<Result<tool::CallResult>> call(std::string name, json::object arguments,
                                                    CallOptions options);

    std::shared_ptr<Transport> transport;
    ClientSettings settings;
    std::optional<Peer> peer;
    std::uint64_t generation = 0;  // of the transport, when `peer` was agreed with
    std::uint64_t next_id = 1;
    std::shared_ptr<const Catalog> catalog;
    // One at a time connects, one at a time lists (and may connect meanwhile).
    std::optional<async::Gate> connecting;
    std::optional<async::Gate> listing;
};

namespace {

constexpr std::string_view kMismatch = "header_mismatch";

Result<json::object> read_result(Incoming incoming) {
    if (!incoming.message) {
        const auto text = "the service answered with status " + std::to_string(incoming.status);
        if (incoming.status >= 500 && incoming.status != 503)
            return fail(ErrorCode::Timeout, text, "the effect may or may not have happened");
        return fail(net::error_code_of_status(incoming.status), text, "try again later");
    }
    auto& message = *incoming.message;
    if (!message.error.empty()) {
        auto error = error_of(message.error);
        const auto* code = message.error.if_contains("code");
        if (code != nullptr && *code == kHeaderMismatch) error.advice = kMismatch;
        // A server that fails without saying how far it got.
        if (code != nullptr && *code == kInternalError && !message.error.contains("data"))
            error = {ErrorCode::Timeout, error.message, "the effect may or may not have happened"};
        return fail(std::move(error));
    }
    if (!message.result.is_object())
        return fail(ErrorCode::Corrupt, "the service's result is not an object");
    const auto type = json::string_at(message.result, "resultType");
    if (!type.empty() && type != "complete" && type != "input_required")
        return fail(ErrorCode::Corrupt,
                    "the service's result is of an unknown type '" + std::string(type) + "'");
    return std::move(message.result.get_object());
}

json::object without_nulls(const json::object& arguments) {
    json::object kept;
    for (const auto& argument : arguments)
        if (!argument.value().is_null()) kept.insert(argument);
    return kept;
}

// What tools/call is asked with; Invalid where the arguments do not fit, or the tool cannot be
// used.
Result<json::object> call_params(const Listed& listed, json::object arguments,
                                 const std::string& idempotency_key) {
    const auto unusable = [&](const Error& why) {
        return fail(ErrorCode::Invalid,
                    "the tool '" + listed.tool.name + "' cannot be used: " + why.message);
    };
    if (!listed.input) return unusable(listed.input.error());
    if (listed.output && !*listed.output) return unusable(listed.output->error());
    json::object params{{"name", listed.tool.name}};
    if (!idempotency_key.empty()) {
        if (listed.takes_key && !arguments.contains("idempotency_key"))
            arguments["idempotency_key"] = idempotency_key;
        params["_meta"] = {{kMetaIdempotency, idempotency_key}};
    }
    auto fits = listed.input->validate(arguments);
    if (!fits) {  // models like to write null for what they leave out
        arguments = without_nulls(arguments);
        fits = listed.input->validate(arguments);
    }
    if (!fits)
        return fail(ErrorCode::Invalid, "the arguments of '" + listed.tool.name +
                                            "' do not fit: " + fits.error().message);
    params["arguments"] = std::move(arguments);
    return params;
}

bool wants_input(const json::object& result) {
    const auto* type = result.if_contains("resultType");
    return type != nullptr && *type == "input_required";
}

}  // namespace

async::Awaitable<Result<>> Client::State::connect(async::Deadline deadline) {
    const auto self = shared_from_this();
    if (connected()) co_return Result<>{};
    if (!connecting) connecting.emplace(co_await boost::asio::this_coro::executor);
    const auto pass = co_await connecting->enter();
    if (connected()) co_return Result<>{};
    peer.reset();
    auto met =
        co_await negotiate(*transport, this->self(), settings.newest_version, next_id, deadline);
    if (!met) co_return fail(met.error());
    peer = *std::move(met);
    generation = transport->generation();
    if (settings.elicit && !is_modern(peer->protocol_version)) {
        auto answering = [weak =
                              weak_from_this()](Message message) -> async::Awaitable<json::object> {
            if (const auto state = weak.lock())
                co_return co_await state->answer(std::move(message));
            co_return write_error(message.id, kInternalError, "nobody is here any more");
        };
        co_await transport->listen(std::move(answering), peer->protocol_version);
    }
    co_return Result<>{};
}

// Answers what a legacy server asks during a call.
async::Awaitable<json::object> Client::State::answer(Message message) {
    if (message.method == "ping") co_return write_result(message.id, {});
    if (message.method != "elicitation/create" || !settings.elicit)
        co_return write_error(message.id, kMethodNotFound, "this client cannot do that");
    auto said = co_await settings.elicit(message.params);
    if (!said) co_return write_error(message.id, kInternalError, said.error().message);
    co_return write_result(message.id, with_defaults(message.params, *std::move(said)));
}

async::Awaitable<Result<json::object>> Client::State::ask_once(
    const std::string& method, const json::object& params,
    const std::vector<HeaderParameter>& headers, bool repeatable, async::Deadline deadline) {
    // Twice at most: a legacy session that has expired is begun anew, since nothing was done in it.
    for (bool again = false;; again = true) {
        ERRAND_CO_TRY_VOID(co_await connect(deadline));
        const auto before = transport->generation();
        auto incoming =
            co_await transport->exchange(outgoing(method, params, headers, repeatable), deadline);
        if (!incoming) co_return fail(incoming.error());
        const bool expired = incoming->status == 404 && transport->generation() != before;
        if (!expired || again) co_return read_result(*std::move(incoming));
    }
}

Outgoing Client::State::outgoing(const std::string& method, json::object params,
                                 const std::vector<HeaderParameter>& headers, bool repeatable) {
    Outgoing made{.version = peer->protocol_version, .repeatable = repeatable};
    if (is_modern(made.version)) {
        add_modern_meta(params, self());
        const auto* arguments = params.if_contains("arguments");
        if (arguments != nullptr && arguments->is_object())
            made.parameters = header_fields(headers, arguments->get_object());
    }
    made.message = write_request(next_id++, method, std::move(params));
    made.on_request = [keep = shared_from_this()](Message message) {
        return keep->answer(std::move(message));
    };
    return made;
}

async::Awaitable<Result<json::object>> Client::State::fulfil(const json::object& requests) {
    json::object responses;
    for (const auto& request : requests) {
        const auto* params = json::find(request.value(), "params");
        if (json::string_at(request.value(), "method") != "elicitation/create" ||
            !settings.elicit || params == nullptr || !params->is_object())
            co_return fail(ErrorCode::Invalid, "the service asks for what this client cannot do");
        ERRAND_CO_TRY(auto said, co_await settings.elicit(params->get_object()));
        responses.emplace(request.key(), with_defaults(params->get_object(), std::move(said)));
    }
    co_return responses;
}

async::Awaitable<Result<json::object>> Client::State::ask(std::string method, json::object params,
                                                          std::vector<HeaderParameter> headers,
                                                          bool repeatable,
                                                          async::Deadline deadline) {
    const auto keep = shared_from_this();
    for (int round = 0; round <= kMaxInputRounds; ++round) {
        ERRAND_CO_TRY(auto result,
                      co_await ask_once(method, params, headers, repeatable, deadline));
        if (!wants_input(result)) co_return result;
        const auto* requests = result.if_contains("inputRequests");
        params.erase("inputResponses");
        if (requests != nullptr && requests->is_object() && !requests->get_object().empty()) {
            if (!settings.elicit) co_return result;
            ERRAND_CO_TRY(params["inputResponses"], co_await fulfil(requests->get_object()));
        }
        params.erase("requestState");
        if (const auto* state = result.if_contains("requestState")) params["requestState"] = *state;
    }
    co_return fail(ErrorCode::Exhausted, "the service goes on asking", "try again later");
}

async::Awaitable<Result<>> Client::State::load_tools(async::Deadline deadline) {
    const auto keep = shared_from_this();
    if (catalog) co_return Result<>{};
    if (!listing) listing.emplace(co_await boost::asio::this_coro::executor);
    const auto pass = co_await listing->enter();
    if (catalog) co_return Result<>{};
    Catalog found;
    json::object params;
    for (std::size_t page = 0; page < kMaxPages; ++page) {
        ERRAND_CO_TRY(const auto result,
                      co_await ask_once("tools/list", params, {}, true, deadline));
        const auto* tools = result.if_contains("tools");
        if (tools == nullptr || !tools->is_array())
            co_return fail(ErrorCode::Corrupt, "the service's list of tools is not a list");
        for (const auto& entry : tools->get_array())
            ERRAND_CO_TRY_VOID(found.add(
                entry, transport->has_headers() && peer && is_modern(peer->protocol_version)));
        const auto* next = result.if_contains("nextCursor");
        if (next == nullptr || !next->is_string()) {
            catalog = std::make_shared<const Catalog>(std::move(found));
            co_return Result<>{};
        }
        params["cursor"] = *next;
    }
    co_return fail(ErrorCode::Exhausted, "the service's list of tools has too many pages");
}

async::Awaitable<Result<tool::CallResult>> Client::State::call(std::string name,
                                                               json::object arguments,
                                                               CallOptions options) {
    ERRAND_CO_TRY_VOID(co_await load_tools(options.deadline));
    const auto known = catalog;  // which may be forgotten meanwhile
    const auto* found = known->find(name);
    if (found == nullptr)
        co_return fail(ErrorCode::NotFound, "the service has no tool '" + name + "'");
    const auto& listed = *found;
    ERRAND_CO_TRY(auto params, call_params(listed, std::move(arguments), options.idempotency_key));
    // A key that the tool does not know keeps nothing from being done twice.
    const bool repeatable = listed.tool.effect == tool::Effect::Reads || listed.tool.idempotent ||
                            (listed.takes_key && !options.idempotency_key.empty());
    auto result = co_await ask("tools/call", params, listed.headers, repeatable, options.deadline);
    if (!result && result.error().advice == kMismatch) {
        // The tool's headers have changed: refused before anything was done.
        catalog.reset();
        ERRAND_CO_TRY_VOID(co_await load_tools(options.deadline));
        const auto* again = catalog->find(name);
        if (again != nullptr)
            result = co_await ask("tools/call", std::move(params), again->headers, repeatable,
                                  options.deadline);
    }
    if (!result) co_return fail(result.error());
    if (wants_input(*result))
        co_return tool::refusal("input_required", "the service wants to ask the person something",
                                "", {{"requests", result->at("inputRequests")}});
    co_return read_call_result(*std::move(result), listed);
}

Client::Client(std::shared_ptr<Transport> transport, ClientSettings settings)
    : state_(std::make_shared<State>(std::move(transport), std::move(settings))) {}

Client::~Client() = default;

async::Awaitable<Result<Peer>> Client::connect(async::Deadline deadline) {
    const auto state = state_;
    ERRAND_CO_TRY_VOID(co_await state->connect(deadline));
    co_return *state->peer;
}

async::Awaitable<Result<std::vector<tool::Tool>>> Client::tools(async::Deadline deadline) {
    const auto state = state_;
    ERRAND_CO_TRY_VOID(co_await state->load_tools(deadline));
    co_return state->catalog->all();
}

void Client::forget() {
    state_->catalog.reset();
}

async::Awaitable<Result<tool::CallResult>> Client::call(std::string tool, json::object arguments,
                                                        CallOptions options) {
    const auto state = state_;
    co_return co_await state->call(std::move(tool), std::move(arguments), std::move(options));
}

async::Awaitable<Result<json::object>> Client::request(std::string method, json::object params,
                                                       async::Deadline deadline) {
    const auto state = state_;
    co_return co_await state->ask(std::move(method), std::move(params), {}, false, deadline);
}

async::Awaitable<> Client::close() {
    const auto state = state_;
    state->peer.reset();
    state->catalog.reset();
    co_await state->transport->close();
}

}  // namespace errand::mcp
