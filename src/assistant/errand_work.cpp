// Owns: an errand's work that blocks, on the workshop's threads, and what it keeps of a person.
// Part of Errand; strand as in errand.hpp.
#include "assistant/errand.hpp"
#include "assistant/limits.hpp"
#include "assistant/services.hpp"
#include "assistant/standing.hpp"
#include "base/check.hpp"

namespace errand::assistant {
namespace {

async::Awaitable<Result<json::value>> perform_work(Services& services, Workplace place, Work work) {
    co_return co_await services.workshop->pool().run(
        [place, job = std::move(work.job)]() mutable { return job(place); });
}

// What is kept of the person, with the skill's part replaced.
Result<json::value> keep(Services& services, const std::string& user, const std::string& skill,
                         const json::value& value) {
    auto& vault = services.consent.vault();
    const std::string name(kMemoryName);
    ERRAND_TRY(const auto kept, vault.get(user, name));
    json::object memory;
    if (kept) {
        ERRAND_TRY(auto parsed, json::parse(*kept));
        if (parsed.is_object()) memory = std::move(parsed.get_object());
    }
    memory.erase(skill);
    if (!value.is_null()) memory[skill] = value;
    auto text = json::write(memory);
    if (text.size() > kMaxMemoryBytes)
        return fail(ErrorCode::Exhausted, "there is no room to remember more");
    ERRAND_TRY_VOID(vault.put(user, name, text));
    return json::object{{"kept", true}};
}

}  // namespace

flow::Task<Result<json::value>> Errand::work_on(flow::Flow& on, Work work) {
    if (services_.workshop == nullptr)
        co_return fail(ErrorCode::Unavailable, "files cannot be taken here");
    auto& services = services_;
    const Workplace place{.files = services.workshop->files(),
                          .read = services.workshop->read(),
                          .user = flow_.user(),
                          .errand = flow_.number()};
    flow::StepOptions options{.kind = flow::Kind::Read};
    options.deadline = work.deadline != Millis{0} ? work.deadline : kWorkDeadline;
    options.attempts = 1;
    auto name = work.name;
    auto arguments = work.arguments;
    flow::Effect effect = [&services, place, work](const flow::StepContext&) {
        return perform_work(services, place, work);
    };
    co_return co_await on.step(std::move(name), std::move(arguments), std::move(options),
                               std::move(effect));
}

flow::Task<Result<json::value>> Errand::work(Work work) {
    return work_on(flow_, std::move(work));
}

flow::Task<std::vector<Result<json::value>>> Errand::work_all(std::vector<Work> works) {
    ERRAND_CHECK(works.size() <= kMaxWorkAtOnce);
    std::vector<std::function<flow::Task<Result<json::value>>(flow::Flow&)>> branches;
    for (auto& one : works)
        branches.emplace_back(
            [this, one = std::move(one)](flow::Flow& branch) { return work_on(branch, one); });
    co_return co_await flow_.all(std::move(branches));
}

flow::Task<Result<>> Errand::remember(json::value value) {
    auto& services = services_;
    const auto user = flow_.user();
    const auto skill = skill_.name;
    flow::Effect effect = [&services, user, skill, value](
                              const flow::StepContext&) -> async::Awaitable<Result<json::value>> {
        co_return keep(services, user, skill, value);
    };
    auto kept = co_await flow_.step(
        "remember", value, flow::StepOptions{.kind = flow::Kind::Change}, std::move(effect));
    if (!kept) co_return fail(std::move(kept).error());
    co_return Result<>();
}

}  // namespace errand::assistant
