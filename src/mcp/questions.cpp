#include "mcp/questions.hpp"

#include <boost/asio/as_tuple.hpp>

#include "base/id.hpp"
#include "mcp/limits.hpp"

namespace errand::mcp {

namespace asio = boost::asio;

Result<std::shared_ptr<Questions::Open>> Questions::open(const std::string& id, std::string user,
                                                         const asio::any_io_executor& executor) {
    if (open_.size() >= kMaxAsks)
        return fail(ErrorCode::Exhausted, "too many questions wait for an answer");
    auto made = std::make_shared<Open>(
        Open{std::move(user), asio::steady_timer(executor, async::after(kAskTimeout)), {}});
    open_.emplace(id, made);
    return made;
}

void Questions::answer(const Message& response, const std::string& user) {
    if (!response.id.is_string()) return;
    const auto found = open_.find(std::string(response.id.get_string()));
    if (found == open_.end() || found->second->user != user) return;
    auto& question = *found->second;
    if (!response.error.empty()) {
        question.answer = fail(error_of(response.error));
    } else if (response.result.is_object()) {
        question.answer = response.result.get_object();
    } else {
        question.answer = fail(ErrorCode::Corrupt, "the client's answer is not an object");
    }
    question.answered.cancel();
}

async::Awaitable<Result<json::object>> ask_over(Questions& questions, std::string user,
                                                asio::any_io_executor executor, std::string method,
                                                json::object params,
                                                std::function<void(json::object)> send) {
    const auto id = random_token();
    ERRAND_CO_TRY(const auto question, questions.open(id, std::move(user), executor));
    struct Close {
        ~Close() { all.close(name); }
        Questions& all;
        const std::string& name;
    } const close{questions, id};
    send(write_request(json::value(id), method, std::move(params)));
    co_await question->answered.async_wait(asio::as_tuple(asio::use_awaitable));
    if (question->answer) co_return *std::move(question->answer);
    co_return fail(ErrorCode::Timeout, "the client did not answer a question in time");
}

}  // namespace errand::mcp
