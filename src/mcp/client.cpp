#include "mcp/client.hpp"

#include "mcp/apps.hpp"
#include "mcp/client_state.hpp"
#include "mcp/elicitation.hpp"
#include "mcp/input_requests.hpp"

namespace errand::mcp {

Result<json::object> read_result(Incoming incoming, bool asks) {
    if (!incoming.message) {
        const auto text = "the service answered with status " + std::to_string(incoming.status);
        if (incoming.status >= 500 && incoming.status != 503)
            return fail(ErrorCode::Timeout, text, "the effect may or may not have happened");
        return fail(net::error_code_of_status(incoming.status), text, "try again later");
    }
    auto& message = *incoming.message;
    if (!message.error.empty()) {
        const auto* code = message.error.if_contains("code");
        if (code != nullptr && *code == kUrlElicitationRequired && asks)
            return json::object{{"resultType", kPagesFirst}, {"error", std::move(message.error)}};
        return fail(error_in(message.error));
    }
    if (!message.result.is_object())
        return fail(ErrorCode::Corrupt, "the service's result is not an object");
    const auto type = json::string_at(message.result, "resultType");
    if (!type.empty() && type != "complete" && type != "input_required" &&
        !(asks && type == "task"))
        return fail(ErrorCode::Corrupt,
                    "the service's result is of an unknown type '" + std::string(type) + "'");
    return std::move(message.result.get_object());
}

Error error_in(const json::object& error) {
    auto made = error_of(error);
    const auto* code = error.if_contains("code");
    if (code != nullptr && *code == kHeaderMismatch) made.advice = kMismatch;
    // A server that fails without saying how far it got.
    const auto* data = error.if_contains("data");
    const auto said = data == nullptr ? std::string_view{} : json::string_at(*data, "code");
    const bool says_how = to_string(error_code_from(said)) == said;  // in errand's own words
    if (code != nullptr && *code == kInternalError && !says_how)
        made = {ErrorCode::Timeout, made.message, "the effect may or may not have happened"};
    return made;
}

Error ended(const Error& error) {
    const bool unheard = error.code == ErrorCode::Timeout || error.code == ErrorCode::Unavailable;
    return unheard ? tool::ended_unknown(error.message) : error;
}

bool wants_input(const json::object& result) {
    const auto* type = result.if_contains("resultType");
    return type != nullptr && *type == "input_required";
}

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
    if ((settings.elicit || settings.asks) && !is_modern(peer->protocol_version)) {
        auto answering = [weak =
                              weak_from_this()](Message message) -> async::Awaitable<json::object> {
            if (const auto state = weak.lock())
                co_return co_await state->answer(std::move(message), state->only_call());
            co_return write_error(message.id, kInternalError, "nobody is here any more");
        };
        transport->listen(std::move(answering), peer->protocol_version);
    }
    co_return Result<>{};
}

std::shared_ptr<Held> Client::State::only_call() const {
    if (transport->owes_answers()) return nullptr;
    std::shared_ptr<Held> only;
    for (const auto& one : under_way) {
        const auto call = one.lock();
        if (!call || call->finished()) continue;
        if (only) return nullptr;
        only = call;
    }
    return only;
}

// Answers what a legacy server asks during a call.
async::Awaitable<json::object> Client::State::answer(Message message,
                                                     std::shared_ptr<Held> during) {
    if (message.method == "ping") co_return write_result(message.id, {});
    if (message.method != "elicitation/create" || !(settings.elicit || settings.asks))
        co_return write_error(message.id, kMethodNotFound, "this client cannot do that");
    if (!settings.elicit && !during)
        co_return write_error(message.id, kInternalError,
                              "it cannot be told which call this belongs to");
    if (!settings.elicit) {
        auto said = co_await during->ask(message.params);
        if (!said) co_return write_error(message.id, kInvalidParams, said.error().message);
        if (const auto* task = message.meta.if_contains(kMetaRelatedTask))
            (*said)["_meta"] = {{kMetaRelatedTask, *task}};
        co_return write_result(message.id, *std::move(said));
    }
    auto said = co_await settings.elicit(message.params);
    if (!said) co_return write_error(message.id, kInternalError, said.error().message);
    co_return write_result(message.id, with_defaults(message.params, *std::move(said)));
}

async::Awaitable<Result<json::object>> Client::State::ask_once(const std::string& method,
                                                               const json::object& params,
                                                               const Asking& asking) {
    ERRAND_CO_TRY(auto incoming, co_await exchange(method, params, asking));
    co_return read_result(std::move(incoming), settings.asks && method == "tools/call");
}

async::Awaitable<Result<Incoming>> Client::State::exchange(const std::string& method,
                                                           const json::object& params,
                                                           const Asking& asking) {
    // Twice at most: a legacy session that has expired is begun anew, since nothing was done in it.
    for (bool again = false;; again = true) {
        ERRAND_CO_TRY_VOID(co_await connect(asking.deadline));
        const auto before = transport->generation();
        auto incoming =
            co_await transport->exchange(outgoing(method, params, asking), asking.deadline);
        if (!incoming) co_return fail(incoming.error());
        const bool expired = incoming->status == 404 && transport->generation() != before;
        if (!expired || again) co_return incoming;
    }
}

Outgoing Client::State::outgoing(const std::string& method, json::object params,
                                 const Asking& asking) {
    const auto& held = asking.held;
    Outgoing made{.version = peer->protocol_version,
                  .repeatable = asking.repeatable,
                  .may_ask = method == "tools/call" || method == "tasks/result"};
    if (is_modern(made.version)) {
        add_modern_meta(params, self());
        const auto* arguments = params.if_contains("arguments");
        if (arguments != nullptr && arguments->is_object())
            made.parameters = header_fields(asking.headers, arguments->get_object());
    }
    if (held) {
        auto& meta = params["_meta"];
        if (!meta.is_object()) meta = json::object{};
        meta.get_object()["progressToken"] = next_id;  // unlike that of any other call
        made.on_progress = [held](const json::object& told) { held->progress(told); };
        // What was made a task is cancelled as one.
        held->asked(params.contains("task") ? json::value() : json::value(next_id));
    }
    made.message = write_request(next_id++, method, std::move(params));
    // One channel for all does not say which call is meant.
    made.on_request = [keep = shared_from_this(), held](Message message) {
        return keep->answer(std::move(message),
                            keep->transport->has_headers() ? held : keep->only_call());
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
                                                          Asking asking) {
    const auto keep = shared_from_this();
    for (int round = 0; round <= kMaxInputRounds; ++round) {
        ERRAND_CO_TRY(auto result, co_await ask_once(method, params, asking));
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
        ERRAND_CO_TRY(
            const auto result,
            co_await ask_once("tools/list", params, {.repeatable = true, .deadline = deadline}));
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

Client::Client(std::shared_ptr<Transport> transport, ClientSettings settings)
    : state_(std::make_shared<State>(std::move(transport), std::move(settings))) {}

Client::~Client() {
    state_->held_calls.cut_all();
}

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
    co_return co_await state->ask(std::move(method), std::move(params), {.deadline = deadline});
}

async::Awaitable<Result<Answered>> Client::exchange(std::string method, json::object params,
                                                    async::Deadline deadline, bool repeatable) {
    const auto state = state_;
    ERRAND_CO_TRY(
        auto incoming,
        co_await state->exchange(method, params, {.repeatable = repeatable, .deadline = deadline}));
    Answered answered{.status = incoming.status, .result = {}, .error = {}};
    if (!incoming.message) co_return answered;
    answered.error = std::move(incoming.message->error);
    if (!answered.error.empty()) co_return answered;
    if (!incoming.message->result.is_object())
        co_return fail(ErrorCode::Corrupt, "the service's result is not an object");
    answered.result = std::move(incoming.message->result.get_object());
    co_return answered;
}

async::Awaitable<Result<tool::Resource>> Client::read(std::string uri, async::Deadline deadline) {
    const auto state = state_;
    ERRAND_CO_TRY(const auto result,
                  co_await state->ask("resources/read", {{"uri", uri}},
                                      {.repeatable = true, .deadline = deadline}));
    co_return resource_in(result, uri);
}

async::Awaitable<> Client::close() {
    const auto state = state_;
    state->held_calls.cut_all();
    state->peer.reset();
    state->catalog.reset();
    co_await state->transport->close();
}

}  // namespace errand::mcp
