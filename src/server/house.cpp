#include "server/house.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <fstream>
#include <iterator>

#include "base/log.hpp"
#include "journal/sqlite/open.hpp"
#include "net/url.hpp"

namespace errand::server {

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
    build_doors();
    return {};
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
    sign_ins_->on_granted = [this](const std::string& user, const std::string& service) {
        get_ready(user, service);
    };
    ERRAND_TRY_VOID(sign_ins_->withdraw_changed());
    for (const auto& entry : options_.services) ERRAND_TRY_VOID(connect(entry));
    if (!options_.clock_url.empty()) {
        ERRAND_TRY_VOID(ClockFollower::check(options_.clock_url));
        follower_ = std::make_unique<ClockFollower>(client_, clock_, options_.clock_url,
                                                    [this] { engine_->wake_timers(); });
    }
    if (parts_.read_document) {
        ERRAND_TRY(auto store, files::Store::open(home_->files()));
        workshop_ = std::make_unique<assistant::Workshop>(
            std::move(store), std::move(parts_.read_document), kWorkThreads);
    }
    ERRAND_TRY_VOID(build_models());
    services_ =
        std::make_unique<assistant::Services>(assistant::Services{.executor = loop_.get_executor(),
                                                                  .clock = clock_,
                                                                  .time_zone = options_.time_zone,
                                                                  .journal = *journal_,
                                                                  .engine = *engine_,
                                                                  .tools = tools_,
                                                                  .brain = *parts_.brain,
                                                                  .consent = *consent_,
                                                                  .sign_in = *sign_ins_,
                                                                  .effects = {},
                                                                  .workshop = workshop_.get(),
                                                                  .models = models_.get()});
    assistant_ = std::make_unique<assistant::Assistant>(*services_, std::move(parts_.skills));
    return {};
}

Result<> House::connect(const ServiceEntry& entry) {
    ERRAND_TRY(auto connector, parts_.connect(entry, loop_.get_executor(), client_, *sign_ins_));
    return tools_.add(std::move(connector));
}

// What was there at the start stays as it was: errands may be about to call it.
Result<std::vector<std::string>> House::take_up() {
    std::vector<std::string> taken;
    if (!parts_.services) return taken;
    if (std::ranges::any_of(options_.services, &ServiceEntry::sandbox))
        return fail(ErrorCode::Conflict,
                    "the sandbox city is in use, and real services do not stand beside it",
                    "start errand again");
    ERRAND_TRY(const auto now, parts_.services());
    for (const auto& entry : now) {
        if (tools_.find(entry.name) != nullptr) continue;
        ERRAND_TRY_VOID(connect(entry));
        sign_ins_->add(entry);
        options_.services.push_back(entry);
        taken.push_back(entry.name);
    }
    ERRAND_TRY_VOID(sign_ins_->withdraw_changed());
    return taken;
}

Result<> House::build_models() {
    if (options_.models.endpoints.empty()) return {};
    const brain::model::FindSecret vault = [this](const std::string& name) {
        return consent_->vault().get(std::string(consent::kDefaultUser), name);
    };
    std::vector<std::unique_ptr<brain::model::Endpoint>> endpoints;
    for (const auto& entry : options_.models.endpoints) {
        ERRAND_TRY(auto key, brain::model::find_key(entry.key, vault));
        endpoints.push_back(
            brain::model::make_endpoint(client_, entry, std::move(key), system_clock_));
    }
    router_ = std::make_unique<brain::model::Router>(std::move(endpoints), system_clock_);
    catalogue_ = std::make_unique<assistant::Catalogue>(loop_.get_executor(), tools_, *consent_);
    assistant::TakenNames taken;
    for (const auto& skill : parts_.skills) taken.insert(skill.name);
    skills_ = std::make_unique<assistant::WrittenSkills>(home_->skills(), std::move(taken),
                                                         parts_.written_skills);
    models_ = std::make_unique<assistant::Models>(
        assistant::Models{.router = *router_,
                          .per_errand = options_.models.per_errand,
                          .per_day = options_.models.per_day,
                          .tools = *catalogue_,
                          .skills = skills_.get()});
    return {};
}

void House::build_doors() {
    rooms_ = std::make_unique<Rooms>(Rooms{.assistant = *assistant_,
                                           .services = *services_,
                                           .sign_ins = *sign_ins_,
                                           .clock = follower_.get(),
                                           .options = options_,
                                           .streams = {},
                                           .app_use = {},
                                           .told = {},
                                           .url = [this] { return url(); },
                                           .crash = {},
                                           .take_up = [this] { return take_up(); }});
    if (options_.testing)
        engine_->on_step = [this](flow::Side side, std::uint64_t, std::string_view) {
            count_down(side);
        };
    net::ServerOptions wire;
    wire.address = options_.address;
    wire.port = options_.port;
    wire.max_body_bytes = kMaxBodyBytes;
    server_ = std::make_unique<net::Server>(loop_.get_executor(), wire);
    all_doors_ = server::all_doors(*rooms_);
    server::open(*server_, all_doors_, *rooms_);
}

// The machine goes dark, as far as this process can tell.
void House::count_down(flow::Side side) {
    auto& crash = rooms_->crash;
    if (crash.after_steps <= 0) return;
    if (crash.side != (side == flow::Side::Before ? "before" : "after")) return;
    if (--crash.after_steps == 0) ::kill(::getpid(), SIGKILL);
}

// Connects and reads the list of tools now, so that no errand has to wait for it.
void House::get_ready(const std::string& user, const std::string& service) {
    auto* connector = tools_.find(service);
    if (connector == nullptr) return;
    const auto look = [](tool::Connector& at, std::string who) -> async::Awaitable<> {
        const auto tools = co_await at.tools(std::move(who));
        // An errand that needs it tries again, and tells the person.
        if (!tools) log::info("{} cannot be reached yet: {}", at.service(), tools.error().message);
    };
    boost::asio::co_spawn(loop_, look(*connector, user), boost::asio::detached);
}

Result<> House::get_ready_for_grants() {
    const std::string user(consent::kDefaultUser);
    ERRAND_TRY(const auto grants, consent_->grants().list(user));
    for (const auto& grant : grants) get_ready(user, grant.service);
    return {};
}

std::string House::url() const {
    const bool any = options_.address == "0.0.0.0" || options_.address == "::";
    const auto host = any ? std::string("127.0.0.1") : options_.address;
    if (host.find(':') != std::string::npos)
        return fmt::format("http://[{}]:{}", host, server_->port());
    return fmt::format("http://{}:{}", host, server_->port());
}

// The default user's token stays the same from start to start.
Result<std::string> House::token() {
    const auto file = home_->token_file();
    std::ifstream in(file);
    std::string kept(std::istreambuf_iterator<char>(in), {});
    if (!kept.empty() && consent_->users().user_of_token(kept)) return kept;
    ERRAND_TRY(auto made,
               consent_->users().make_token(std::string(consent::kDefaultUser), "this machine"));
    ERRAND_TRY_VOID(write_private_file(file, made));
    return made;
}

Result<> House::announce() {
    ERRAND_TRY(const auto secret, token());
    const json::value ready = json::object{
        {"url", url()}, {"port", server_->port()}, {"pid", ::getpid()}, {"token", secret}};
    ERRAND_TRY_VOID(write_private_file(home_->server_file(), json::write(ready)));
    if (!options_.ready_file.empty())
        ERRAND_TRY_VOID(write_private_file(options_.ready_file, json::write(ready)));
    if (options_.on_ready) options_.on_ready(server_->port(), secret);
    return {};
}

async::Awaitable<Result<>> House::open() {
    if (follower_) {
        if (const auto looked = co_await follower_->look(); !looked)
            log::warn("clock: {}", looked.error().message);
        boost::asio::co_spawn(
            loop_, follower_->run(),
            boost::asio::bind_cancellation_slot(follower_end_.slot(), boost::asio::detached));
    }
    ERRAND_CO_TRY_VOID(co_await assistant_->recover());
    ERRAND_CO_TRY_VOID(server_->listen());
    ERRAND_CO_TRY_VOID(get_ready_for_grants());
    ERRAND_CO_TRY_VOID(announce());
    co_return Result<>();
}

async::Awaitable<> House::stop() {
    follower_end_.emit(boost::asio::cancellation_type::all);
    if (home_) {
        std::error_code ignored;
        std::filesystem::remove(home_->server_file(), ignored);
    }
    if (server_) co_await server_->stop(kStopWithin);
    if (engine_) co_await engine_->stop();
}

}  // namespace errand::server
