#include "server/server.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <fstream>
#include <iterator>

#include "base/log.hpp"
#include "journal/sqlite/open.hpp"
#include "net/url.hpp"
#include "server/api.hpp"
#include "server/home.hpp"

namespace errand::server {
namespace {

// Everything that lives as long as the server does, in the order in which it is made.
class House {
  public:
    House(boost::asio::io_context& loop, ServerOptions& options, Parts& parts)
        : loop_(loop), options_(options), parts_(parts), client_(loop.get_executor()) {}

    Result<> build();
    async::Awaitable<Result<>> serve();
    async::Awaitable<> stop();

  private:
    Result<> build_journal();
    Result<> build_services();
    Result<> open_doors();
    Result<std::string> token();
    Result<> announce();
    void count_down(flow::Side side);
    std::string url() const;

    boost::asio::io_context& loop_;
    ServerOptions& options_;
    Parts& parts_;
    net::Client client_;
    ShiftedClock clock_;
    std::optional<Home> home_;
    std::unique_ptr<consent::Store> consent_;
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<flow::Engine> engine_;
    tool::Registry tools_;
    std::unique_ptr<SignIns> sign_ins_;
    std::unique_ptr<ClockFollower> follower_;
    std::unique_ptr<assistant::Services> services_;
    std::unique_ptr<assistant::Assistant> assistant_;
    std::unique_ptr<Rooms> rooms_;
    std::unique_ptr<net::Server> doors_;
};

Result<> House::build() {
    if (!net::is_loopback_host(options_.address))
        log::warn(
            "the API is open to others on {}: every client needs a token, and none of it is "
            "encrypted; put a TLS proxy in front",
            options_.address);
    ERRAND_TRY(auto home, Home::open(options_.home));
    home_.emplace(std::move(home));
    ERRAND_TRY_VOID(build_journal());
    ERRAND_TRY_VOID(build_services());
    return open_doors();
}

Result<> House::build_journal() {
    ERRAND_TRY(consent_, consent::Store::open(home_->folder(), clock_, options_.time_zone));
    ERRAND_TRY(journal_, journal::open_sqlite(home_->journal(), loop_.get_executor()));
    flow::EngineOptions engine;
    engine.holder = fmt::format("errand {}", ::getpid());
    engine.describe_failure = &assistant::describe_failure;
    engine_ =
        std::make_unique<flow::Engine>(loop_.get_executor(), *journal_, clock_, std::move(engine));
    return {};
}

Result<> House::build_services() {
    sign_ins_ = std::make_unique<SignIns>(client_, *consent_, clock_, options_.services,
                                          [this] { return url() + "/oauth/callback"; });
    for (const auto& entry : options_.services) {
        ERRAND_TRY(auto connector,
                   parts_.connect(entry, loop_.get_executor(), client_, *sign_ins_));
        ERRAND_TRY_VOID(tools_.add(std::move(connector)));
    }
    if (!options_.clock_url.empty()) {
        ERRAND_TRY_VOID(ClockFollower::check(options_.clock_url));
        follower_ = std::make_unique<ClockFollower>(client_, clock_, options_.clock_url,
                                                    [this] { engine_->wake_timers(); });
    }
    services_ =
        std::make_unique<assistant::Services>(assistant::Services{.executor = loop_.get_executor(),
                                                                  .clock = clock_,
                                                                  .time_zone = options_.time_zone,
                                                                  .journal = *journal_,
                                                                  .engine = *engine_,
                                                                  .tools = tools_,
                                                                  .brain = *parts_.brain,
                                                                  .consent = *consent_,
                                                                  .sign_in = *sign_ins_});
    assistant_ = std::make_unique<assistant::Assistant>(*services_, std::move(parts_.skills));
    return {};
}

Result<> House::open_doors() {
    rooms_ = std::make_unique<Rooms>(Rooms{.assistant = *assistant_,
                                           .services = *services_,
                                           .sign_ins = *sign_ins_,
                                           .clock = follower_.get(),
                                           .options = options_,
                                           .streams = {},
                                           .crash = {}});
    if (options_.testing)
        engine_->on_step = [this](flow::Side side, std::uint64_t, std::string_view) {
            count_down(side);
        };
    net::ServerOptions wire;
    wire.address = options_.address;
    wire.port = options_.port;
    wire.max_body_bytes = kMaxBodyBytes;
    doors_ = std::make_unique<net::Server>(loop_.get_executor(), wire);
    open(*doors_, all_doors(*rooms_), *rooms_);
    return {};
}

// The machine goes dark, as far as this process can tell.
void House::count_down(flow::Side side) {
    auto& crash = rooms_->crash;
    if (crash.after_steps <= 0) return;
    if (crash.side != (side == flow::Side::Before ? "before" : "after")) return;
    if (--crash.after_steps == 0) ::kill(::getpid(), SIGKILL);
}

std::string House::url() const {
    const bool any = options_.address == "0.0.0.0" || options_.address == "::";
    const auto host = any ? std::string("127.0.0.1") : options_.address;
    if (host.find(':') != std::string::npos)
        return fmt::format("http://[{}]:{}", host, doors_->port());
    return fmt::format("http://{}:{}", host, doors_->port());
}

// The default user's token stays the same from start to start.
Result<std::string> House::token() {
    const auto file = home_->token_file();
    std::ifstream in(file);
    const std::string kept(std::istreambuf_iterator<char>(in), {});
    if (!kept.empty() && consent_->users().user_of_token(kept)) return kept;
    ERRAND_TRY(auto made,
               consent_->users().make_token(std::string(consent::kDefaultUser), "this machine"));
    ERRAND_TRY_VOID(write_private_file(file, made));
    return made;
}

Result<> House::announce() {
    ERRAND_TRY(const auto secret, token());
    const json::value ready = json::object{
        {"url", url()}, {"port", doors_->port()}, {"pid", ::getpid()}, {"token", secret}};
    ERRAND_TRY_VOID(write_private_file(home_->server_file(), json::write(ready)));
    if (!options_.ready_file.empty())
        ERRAND_TRY_VOID(write_private_file(options_.ready_file, json::write(ready)));
    if (options_.on_ready) options_.on_ready(doors_->port(), secret);
    return {};
}

async::Awaitable<Result<>> House::serve() {
    if (follower_) {
        if (const auto looked = co_await follower_->look(); !looked)
            log::warn("clock: {}", looked.error().message);
        boost::asio::co_spawn(loop_, follower_->run(), boost::asio::detached);
    }
    ERRAND_CO_TRY_VOID(co_await assistant_->recover());
    ERRAND_CO_TRY_VOID(doors_->listen());
    ERRAND_CO_TRY_VOID(announce());
    boost::asio::signal_set signals(loop_, SIGINT, SIGTERM);
    (void)co_await signals.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return Result<>();
}

async::Awaitable<> House::stop() {
    if (home_) {
        std::error_code ignored;
        std::filesystem::remove(home_->server_file(), ignored);
    }
    if (doors_) co_await doors_->stop(kStopWithin);
    if (engine_) co_await engine_->stop();
}

async::Awaitable<> live(House& house, boost::asio::io_context& loop, Result<>& outcome) {
    outcome = co_await house.serve();
    co_await house.stop();
    loop.stop();
}

}  // namespace

Result<> run(ServerOptions options, Parts parts) {
    boost::asio::io_context loop(1);
    House house(loop, options, parts);
    ERRAND_TRY_VOID(house.build());
    Result<> outcome;
    std::exception_ptr thrown;
    boost::asio::co_spawn(loop, live(house, loop, outcome), [&](std::exception_ptr error) {
        thrown = error;
        if (error) loop.stop();
    });
    loop.run();
    if (thrown) std::rethrow_exception(thrown);
    return outcome;
}

}  // namespace errand::server
