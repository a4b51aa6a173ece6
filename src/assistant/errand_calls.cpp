// Owns: calls of tools, and the grants they need. Part of Errand; strand as in errand.hpp.
#include <fmt/format.h>

#include <algorithm>

#include "assistant/apps.hpp"
#include "assistant/calls.hpp"
#include "assistant/errand.hpp"
#include "assistant/form_texts.hpp"
#include "assistant/limits.hpp"
#include "assistant/present.hpp"
#include "assistant/services.hpp"
#include "base/printable.hpp"

namespace errand::assistant {
namespace {

Text grant_question(const std::string& service, const std::vector<std::string>& scopes) {
    Text list;
    for (const auto& one : scopes) {
        const auto text = present::scope(one);
        list.zh += (list.zh.empty() ? "" : ";") + text.zh;
        list.en += (list.en.empty() ? "" : "; ") + text.en;
    }
    const auto named = present::service(service);
    if (scopes.empty())
        return {fmt::format("可以让我使用「{}」服务吗?", named.zh),
                fmt::format("May I use the service “{}”?", named.en)};
    return {fmt::format("可以让我使用「{}」服务吗?权限:{}。", named.zh, list.zh),
            fmt::format("May I use the service “{}”? I could then: {}.", named.en, list.en)};
}

}  // namespace

flow::Task<Result<json::value>> Errand::read(std::string service, std::string tool,
                                             json::object arguments) {
    CallOptions options;
    options.kind = flow::Kind::Read;
    return call(std::move(service), std::move(tool), std::move(arguments), std::move(options));
}

// What the effect of a call tells meanwhile; it holds nothing of this errand.
tool::OnProgress Errand::progress_of(const Call& call) const {
    return [&services = services_,
            told = CallProgress{.user = flow_.user(),
                                .conversation = flow_.conversation(),
                                .errand = flow_.number(),
                                .service = call.service,
                                .tool = call.tool,
                                .progress = {}}](const tool::Progress& progress) {
        auto now = told;
        now.progress = progress;
        services.progress.tell(std::move(now));
    };
}

flow::Task<Result<json::value>> Errand::call_on(flow::Flow& on, Call call) {
    auto& services = services_;
    const auto user = flow_.user();
    call.on_progress = progress_of(call);
    auto name = fmt::format("{}.{}", call.service, call.tool);
    auto options = step_options(services, user, call);
    json::value arguments = call.arguments;
    flow::Effect effect = [&services, user, call](const flow::StepContext& context) {
        return perform(services, user, call, context);
    };
    co_return co_await on.step(std::move(name), std::move(arguments), std::move(options),
                               std::move(effect));
}

flow::Task<Result<json::value>> Errand::call(std::string service, std::string tool,
                                             json::object arguments, CallOptions options) {
    std::vector<Call> one;
    one.push_back({std::move(service), std::move(tool), std::move(arguments), std::move(options)});
    auto results = co_await call_all(std::move(one));
    co_return std::move(results.front());
}

flow::Task<std::vector<Result<json::value>>> Errand::call_all(std::vector<Call> calls) {
    std::vector<Result<json::value>> results(calls.size(), Result<json::value>(json::value{}));
    std::vector<std::size_t> open(calls.size());
    for (std::size_t i = 0; i < open.size(); ++i) open[i] = i;
    bool stopped = false;  // by the person, who is asked nothing more
    for (int round = 0; !open.empty(); ++round) {
        co_await call_open(calls, open, results);
        std::vector<std::size_t> again;
        GrantsAsked asked;
        for (const auto index : open) {
            auto& result = results[index];
            const auto lacking = missing_grant(result);
            if (lacking) {
                Result<> granted = fail(errand_stopped());
                if (stopped)
                    make_again(calls[index], *lacking);
                else
                    granted = co_await grant_again(calls[index], *lacking, round, &asked);
                if (granted) {
                    again.push_back(index);
                    continue;
                }
                stopped = stopped || granted.error().code == ErrorCode::Cancelled;
                result = fail(std::move(granted).error());
            }
            result = ended(calls[index], std::move(result));
        }
        if (stopped)
            for (const auto index : again)
                results[index] = ended(calls[index], fail(errand_stopped()));
        open = stopped ? std::vector<std::size_t>() : std::move(again);
    }
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (!unended(results[i])) continue;
        if (stopped)
            results[i] = co_await not_gone_on_with(calls[i], std::move(results[i]));
        else
            results[i] = co_await to_the_end(calls[i], std::move(results[i]));
        stopped = stopped || (!results[i] && results[i].error().code == ErrorCode::Cancelled);
    }
    for (auto& result : results) show_app(result);
    co_return results;
}

void Errand::show_app(Result<json::value>& answer) {
    const auto app = answer ? take_app(*answer) : std::nullopt;
    if (!app) return;
    auto& list = view_["apps"];
    if (!list.is_array()) list = json::array{};
    auto& apps = list.get_array();
    apps.push_back(shown(*app, flow_.number()));
    if (apps.size() > kAppsShown) apps.erase(apps.begin());
    publish_view();
    const auto service = printable_line(app->service);
    const auto title = form_texts::marked(app->title);
    progress(
        {fmt::format("服务「{}」有一个页面可以显示这个结果:\n{}", service, title),
         fmt::format("The service “{}” has a page that shows this answer:\n{}", service, title)},
        {{"app", shown(*app, flow_.number())}});
}

bool Errand::heard_meanwhile() const {
    return std::ranges::any_of(
        kept_, [](const auto& signal) { return signal.name == "act" || signal.name == "cancel"; });
}

// One call is a step of the flow itself; several are branches of their own.
flow::Task<> Errand::call_open(const std::vector<Call>& calls, const std::vector<std::size_t>& open,
                               std::vector<Result<json::value>>& results) {
    if (open.size() == 1) {
        results[open.front()] = co_await call_on(flow_, calls[open.front()]);
        co_return;
    }
    std::vector<std::function<flow::Task<Result<json::value>>(flow::Flow&)>> branches;
    for (const auto index : open) {
        const auto& call = calls[index];
        branches.push_back([this, call](flow::Flow& branch) { return call_on(branch, call); });
    }
    auto answers = co_await flow_.all<Result<json::value>>(std::move(branches));
    for (std::size_t i = 0; i < open.size(); ++i) results[open[i]] = std::move(answers[i]);
}

// One answer serves all the calls that waited for it. `known`: what the person said to the same
// question for another of them; the step is asked all the same, since flows that were recorded
// before answers were shared ask it, and go on as they did.
flow::Task<Result<>> Errand::ensure_grant(std::string service, MissingGrant missing,
                                          std::optional<Result<>> known) {
    auto& services = services_;
    const auto user = flow_.user();
    flow::StepOptions options{.kind = flow::Kind::Read, .deadline = kSignInDeadline};
    if (known) options.attempts = 1;
    flow::Effect begin = [&services, user, service, missing, known](const flow::StepContext&) {
        return known ? answered_grant(*known) : begin_grant(services, user, service, missing);
    };
    json::value arguments = json::object{{"service", service}, {"missing", json::encode(missing)}};
    auto begun = co_await flow_.step("grant.begin", std::move(arguments), std::move(options),
                                     std::move(begin));
    ERRAND_CO_TRY(const auto recorded, std::move(begun));
    if (recorded.is_null()) co_return Result<>();  // granted meanwhile
    ERRAND_CO_TRY(const auto page, json::decode<SignInPage>(recorded));
    for (int round = 0; round < kSignInRounds; ++round) {
        open_ask({{"type", "grant"},
                  {"service", service},
                  {"scopes", json::encode(page.scopes)},
                  {"sign_in", page.url},
                  {"by_itself", page.by_itself},
                  {"text", say(grant_question(service, page.scopes))}});
        auto answer = co_await await_grant(service, page);
        close_ask();
        if (!answer) co_return fail(std::move(answer).error());
        if (*answer == GrantAnswer::Given) co_return Result<>();
        if (*answer == GrantAnswer::No) co_return fail(grant_refused(service));
        auto signed_in = co_await complete_grant(service, page.scopes);
        if (signed_in) co_return Result<>();
        reply({fmt::format("登录没有成功:{}", signed_in.error().message),
               fmt::format("Signing in did not work: {}", signed_in.error().message)});
    }
    co_return fail(ErrorCode::Unavailable, fmt::format("signing in to {} did not work", service),
                   "try again later");
}

flow::Task<Result<>> Errand::grant_again(Call& call, const Lacking& lacking, int round,
                                         GrantsAsked* asked) {
    make_again(call, lacking);
    // Who wants a call stopped is not asked first.
    if (round >= kGrantRounds || (call.goes_on && call.goes_on->stop))
        co_return fail(grant_refused(call.service));
    if (asked == nullptr) co_return co_await ensure_grant(call.service, lacking.grant);
    const std::pair question{call.service, lacking.grant.scopes};
    const auto before = asked->find(question);
    std::optional<Result<>> known;
    if (before != asked->end()) known = before->second;
    auto granted = co_await ensure_grant(call.service, lacking.grant, std::move(known));
    asked->insert_or_assign(question, granted);
    co_return granted;
}

flow::Task<Result<>> Errand::complete_grant(std::string service, std::vector<std::string> scopes) {
    auto& services = services_;
    const auto user = flow_.user();
    flow::StepOptions options{.kind = flow::Kind::Change, .deadline = kSignInDeadline};
    json::value arguments = json::object{{"service", service}, {"scopes", json::encode(scopes)}};
    flow::Effect complete = [&services, user, service, scopes](const flow::StepContext&) {
        return finish_grant(services, user, service, scopes);
    };
    auto done = co_await flow_.step("grant.sign_in", std::move(arguments), std::move(options),
                                    std::move(complete));
    if (!done) co_return fail(std::move(done).error());
    co_return Result<>();
}

// What comes while the person decides is kept for the skill.
flow::Task<Result<Errand::GrantAnswer>> Errand::await_grant(std::string service, SignInPage page) {
    const std::string ask(json::string_at(ask_, "id"));
    for (;;) {
        auto signal = co_await flow_.next();
        const auto grant = grant_in(signal, service, ask);
        if (grant == GrantSignal::Yes || grant == GrantSignal::No) note_model(signal);
        if (grant == GrantSignal::Given) co_return GrantAnswer::Given;
        if (grant == GrantSignal::No) co_return GrantAnswer::No;
        if (grant == GrantSignal::Yes) {
            if (page.by_itself || page.url.empty()) co_return GrantAnswer::Yes;
            reply({fmt::format("请打开这个地址登录:{}", page.url),
                   fmt::format("Please sign in at {}", page.url)});
            continue;
        }
        const bool said = signal.name == "act";
        kept_.push_back(std::move(signal));
        if (grant != GrantSignal::Stop && said)
            reply({"记下了。请先回答上面的权限问题,我再继续。",
                   "Noted. Please answer about the permission first, then I go on."});
        if (grant == GrantSignal::Stop) co_return fail(errand_stopped());
    }
}

}  // namespace errand::assistant
