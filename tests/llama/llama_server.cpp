#include "tests/llama/llama_server.hpp"

#include <cstdlib>
#include <fstream>

namespace errand::llama {

namespace {

using namespace std::chrono_literals;
constexpr auto kStartWithin = 60s;
constexpr std::size_t kEndOfLog = 2000;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string(value);
}

// Free a moment ago: the server binds it itself.
int free_port(boost::asio::io_context& loop) {
    using boost::asio::ip::tcp;
    const tcp::acceptor acceptor(loop, {boost::asio::ip::address_v4::loopback(), 0});
    return acceptor.local_endpoint().port();
}

async::Awaitable<bool> pause(std::chrono::milliseconds time) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, async::after(time));
    co_await timer.async_wait(boost::asio::use_awaitable);
    co_return true;
}

}  // namespace

Where where() {
    return {variable("ERRAND_LLAMA_SERVER"), variable("ERRAND_LLAMA_MODEL")};
}

Result<> LlamaServer::start(std::vector<std::string> more) {
    const auto found = where();
    port_ = free_port(loop);
    std::vector<std::string> arguments{
        "--model",   found.model, "--alias",    "tiny",
        "--host",    "127.0.0.1", "--port",     std::to_string(port_),
        "--jinja",   "--slots",   "--parallel", "1",
        "--threads", "1",         "--seed",     "7"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    ERRAND_TRY(process_,
               client::Process::start(found.program, arguments, folder_.path() / "llama.log"));
    const auto until = std::chrono::steady_clock::now() + kStartWithin;
    while (process_.running() && std::chrono::steady_clock::now() < until) {
        const auto health = net::testing::run(loop, client.send({.url = root() + "/health"}));
        if (health && health->status == 200) return {};
        net::testing::run(loop, pause(50ms));
    }
    return fail(ErrorCode::Unavailable, "llama-server did not start: " + log());
}

std::string LlamaServer::log() const {
    std::ifstream in(folder_.path() / "llama.log");
    std::string all(std::istreambuf_iterator<char>(in), {});
    return all.substr(all.size() - std::min(all.size(), kEndOfLog));
}

brain::model::EndpointSettings LlamaServer::settings() const {
    brain::model::EndpointSettings settings;
    settings.name = "llama";
    settings.url = root() + "/v1";
    settings.model = "tiny";
    return settings;
}

json::value LlamaServer::get(const std::string& path) {
    const auto got = net::testing::run(loop, client.send({.url = root() + path}));
    if (!got || got->status != 200) return nullptr;
    return json::parse(got->body).value_or(json::value(nullptr));
}

int LlamaServer::busy() {
    int busy = 0;
    const auto slots = get("/slots");
    if (const auto* list = slots.if_array())
        for (const auto& slot : *list) {
            const auto* works = json::find(slot, "is_processing");
            if (works != nullptr && works->is_bool() && works->get_bool()) ++busy;
        }
    return busy;
}

}  // namespace errand::llama
