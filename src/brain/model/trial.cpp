#include "brain/model/trial.hpp"

#include <algorithm>

#include "brain/model/context_length.hpp"
#include "brain/model/reply_reader.hpp"

namespace errand::brain::model {

namespace {

using Standing = Trial::Standing;

Request asking(std::string text) {
    Request request;
    request.messages.push_back({.role = Role::User, .text = std::move(text)});
    request.max_tokens = kTrialTokens;
    return request;
}

Request tool_request() {
    auto request = asking("Call the tool report_number with the number 7. Say nothing else.");
    request.tools = {{"report_number", "Reports a number.",
                      json::object{{"type", "object"},
                                   {"properties", {{"number", {{"type", "integer"}}}}},
                                   {"required", {"number"}}}}};
    return request;
}

Request schema_request() {
    auto request = asking("Which city is the capital of France, and how many million live there?");
    request.format.emplace();
    request.format->schema = json::object{
        {"type", "object"},
        {"properties", {{"city", {{"type", "string"}}}, {"million", {{"type", "integer"}}}}},
        {"required", {"city", "million"}},
        {"additionalProperties", false}};
    return request;
}

class Trying {
  public:
    Trying(net::Client& client, EndpointSettings settings, Secret key, const Clock& clock)
        : client_(client),
          settings_(settings),
          key_(key),
          endpoint_(make_endpoint(client, std::move(settings), std::move(key), clock)) {}

    async::Awaitable<Trial> run();

  private:
    struct Answer {
        Outcome<Reply> outcome;
        std::size_t pieces = 0;
        int requests = 0;
    };

    async::Awaitable<Answer> ask(Request request);
    async::Awaitable<> list();
    async::Awaitable<> look_for_context();
    async::Awaitable<json::value> get(std::string url);
    async::Awaitable<> answer();
    async::Awaitable<> call();
    async::Awaitable<> keep_schema();
    Failure other(std::string_view what) const {
        return failure(FailureKind::Broken, settings_.name + " " + std::string(what));
    }

    net::Client& client_;
    EndpointSettings settings_;
    Secret key_;
    std::unique_ptr<Endpoint> endpoint_;
    Trial trial_;
};

async::Awaitable<Trying::Answer> Trying::ask(Request request) {
    Answer answer;
    Progress progress;
    const auto count = [&](const Delta&) { ++answer.pieces; };
    answer.outcome = co_await endpoint_->ask(request, count, progress, async::after(kTrialTime));
    answer.requests = progress.requests;
    co_return answer;
}

async::Awaitable<> Trying::list() {
    auto names = co_await endpoint_->models(async::after(kHealthCheckTime));
    if (!names) {
        trial_.unlisted = std::move(names).error();
        co_return;
    }
    trial_.names = *std::move(names);
    trial_.listed = std::ranges::any_of(trial_.names, [&](const std::string& name) {
        return name == settings_.model || name == settings_.model + ":latest";
    });
}

// Null where the address has no JSON.
async::Awaitable<json::value> Trying::get(std::string url) {
    net::ClientRequest request{.url = std::move(url)};
    if (!key_.empty()) request.headers.add("Authorization", "Bearer " + key_.reveal());
    request.deadline = async::after(kHealthCheckTime);
    const auto got = co_await client_.send(std::move(request));
    if (!got || got->status / 100 != 2) co_return json::value(nullptr);
    co_return json::parse(got->body).value_or(json::value(nullptr));
}

// After an answer: a server may load the model only then.
async::Awaitable<> Trying::look_for_context() {
    const auto list_at = endpoint_url(settings_.url, "models");
    if (!list_at) co_return;
    auto& length = trial_.context_length;
    length = context_in_list(co_await get(*list_at), settings_.model);
    // Beside the usual doors: "/v1/models" is at "/props".
    const auto root = net::parse_url(*list_at);
    if (length > 0 || !root || root->path != "/v1/models") co_return;
    length = context_in_props(co_await get(root->origin() + "/props"));
    if (length > 0) co_return;
    length = context_in_loaded(co_await get(root->origin() + "/api/ps"), settings_.model);
}

async::Awaitable<> Trying::answer() {
    auto got = co_await ask(asking("Count from one to ten in words."));
    if (!got.outcome) {
        trial_.answers = Standing::Failed;
        trial_.silent = std::move(got.outcome).error();
        co_return;
    }
    trial_.answers = got.pieces > 1 ? Standing::Good : Standing::Poor;
}

async::Awaitable<> Trying::call() {
    for (const auto choice : {ChoiceKind::Auto, ChoiceKind::Required}) {
        auto request = tool_request();
        request.choice.kind = choice;
        auto got = co_await ask(std::move(request));
        const auto* calls = got.outcome ? &got.outcome->message.calls : nullptr;
        if (calls != nullptr && !calls->empty() && !calls->front().fault) {
            trial_.calls = choice == ChoiceKind::Auto ? Standing::Good : Standing::Poor;
            trial_.no_calls.reset();
            co_return;
        }
        trial_.calls = Standing::Failed;
        if (!got.outcome)
            trial_.no_calls = std::move(got.outcome).error();
        else if (calls->empty())
            trial_.no_calls = other("answered without calling the tool");
        else
            trial_.no_calls = other("called the tool wrongly: " + calls->front().fault->text);
    }
}

async::Awaitable<> Trying::keep_schema() {
    const auto request = schema_request();
    auto got = co_await ask(request);
    if (!got.outcome) {
        trial_.keeps_schema = Standing::Failed;
        trial_.no_schema = std::move(got.outcome).error();
        co_return;
    }
    const auto read = read_structured(*got.outcome, *request.format);
    if (!read) {
        trial_.keeps_schema = Standing::Failed;
        trial_.no_schema = other("did not keep the schema: " + read.error().message);
        co_return;
    }
    trial_.keeps_schema = got.requests > 1 ? Standing::Poor : Standing::Good;
}

async::Awaitable<Trial> Trying::run() {
    co_await list();
    const bool gone = trial_.unlisted && trial_.unlisted->kind == FailureKind::Unreachable;
    if (!gone) co_await answer();
    if (trial_.answers == Standing::Good || trial_.answers == Standing::Poor) {
        co_await look_for_context();
        co_await call();
        co_await keep_schema();
    }
    co_return std::move(trial_);
}

}  // namespace

async::Awaitable<Trial> try_endpoint(net::Client& client, EndpointSettings settings, Secret key,
                                     const Clock& clock) {
    Trying trying(client, std::move(settings), std::move(key), clock);
    co_return co_await trying.run();
}

}  // namespace errand::brain::model
