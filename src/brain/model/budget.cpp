#include "brain/model/budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace errand::brain::model {

namespace {

constexpr std::string_view kAdvice = "raise the limit, or go on without a model for this errand";

std::int64_t sum(std::int64_t left, std::int64_t right) {
    std::int64_t result = 0;
    return __builtin_add_overflow(left, right, &result) ? std::numeric_limits<std::int64_t>::max()
                                                        : result;
}

}  // namespace

Spent& Spent::operator+=(const Spent& other) {
    turns = sum(turns, other.turns);
    attempts = sum(attempts, other.attempts);
    usage.prompt = sum(usage.prompt, other.usage.prompt);
    usage.completion = sum(usage.completion, other.usage.completion);
    usage.cached = sum(usage.cached, other.usage.cached);
    usage.reasoning = sum(usage.reasoning, other.usage.reasoning);
    usage.estimated = usage.estimated || other.usage.estimated;
    for (const auto& [currency, amount] : other.cost) cost[currency] += amount;
    return *this;
}

Cost Spent::in(const std::string& currency) const {
    const auto found = cost.find(currency);
    return found == cost.end() ? Cost{} : found->second;
}

Spent spent_by(const Usage& usage, const Prices& prices) {
    Spent spent{.attempts = 1, .usage = usage};
    if (!prices.currency.empty()) spent.cost[prices.currency] = cost_of(usage, prices);
    return spent;
}

Result<> Budget::check(const Quote& more) const {
    const auto tokens = sum(sum(spent_.usage.total(), held_tokens_), more.tokens);
    if (limits_.tokens && tokens > *limits_.tokens)
        return fail(ErrorCode::Denied,
                    fmt::format("the limit of {} tokens does not allow it: {} are used or held",
                                *limits_.tokens, sum(spent_.usage.total(), held_tokens_)),
                    std::string(kAdvice));
    if (!limits_.cost || more.currency.empty()) return {};
    if (more.currency != limits_.currency)
        return fail(ErrorCode::Denied,
                    fmt::format("the model is paid in {}, the limit is in {}", more.currency,
                                limits_.currency),
                    "set a limit in the model's own currency");
    const auto used = spent_.in(limits_.currency) + held_cost_;
    if (used + more.cost > *limits_.cost)
        return fail(ErrorCode::Denied,
                    fmt::format("the limit of {} {} does not allow it: {} are spent or held",
                                to_string(*limits_.cost), limits_.currency, to_string(used)),
                    std::string(kAdvice));
    return {};
}

Result<> Budget::begin_turn() {
    if (limits_.turns && spent_.turns >= *limits_.turns)
        return fail(ErrorCode::Denied,
                    fmt::format("the limit of {} turns is reached", *limits_.turns),
                    std::string(kAdvice));
    ERRAND_TRY_VOID(check({.tokens = 1, .cost = {}, .currency = {}}));
    spent_.turns = sum(spent_.turns, 1);
    return {};
}

Result<> Budget::hold(const Quote& quote) {
    ERRAND_TRY_VOID(check(quote));
    held_tokens_ = sum(held_tokens_, quote.tokens);
    if (quote.currency == limits_.currency) held_cost_ += quote.cost;
    return {};
}

void Budget::settle(const Quote& held, const Spent& used) {
    held_tokens_ = std::max<std::int64_t>(0, held_tokens_ - held.tokens);
    if (held.currency == limits_.currency) held_cost_ = held_cost_ - held.cost;
    spent_ += used;
}

}  // namespace errand::brain::model
