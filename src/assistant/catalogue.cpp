#include "assistant/catalogue.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/detached.hpp>

#include "assistant/limits.hpp"
#include "base/encoding.hpp"
#include "base/log.hpp"

namespace errand::assistant {

// The tools of one user.
struct Catalogue::Shelf {
    struct Service {
        std::vector<std::pair<tool::ToolId, FoundTool>> tools;
        async::Deadline look_again{};  // the beginning of time: never looked
        bool answered = false;
        bool looking = false;
    };
    explicit Shelf(const boost::asio::any_io_executor& executor)
        : news(executor, async::Deadline::max()) {}

    void put(const std::string& name, Result<std::vector<tool::Tool>> tools);
    bool looking(const std::vector<std::string>& names) const {
        return std::ranges::any_of(names,
                                   [&](const auto& name) { return services.at(name).looking; });
    }

    std::map<std::string, Service> services;
    std::map<tool::ToolId, const FoundTool*> by_id;
    tool::Finder finder;
    boost::asio::steady_timer news;  // cancelled when a service has answered
    std::uint64_t used = 0;
};

namespace {

FoundTool shown(const tool::Tool& tool) {
    const auto about = tool.title.empty() ? tool.description : tool.title + ": " + tool.description;
    return {.service = tool.service,
            .tool = tool.name,
            .about = std::string(utf8_prefix(about, kMaxShownAbout)),
            .schema = tool.effect == tool::Effect::Reads ? tool.input_schema
                                                         : tool::without_key(tool.input_schema),
            .effect = tool.effect,
            .idempotent = tool.idempotent,
            .prepares = tool.prepares};
}

}  // namespace

void Catalogue::Shelf::put(const std::string& name, Result<std::vector<tool::Tool>> tools) {
    auto& service = services[name];
    service.looking = false;
    service.look_again = async::after(tools ? kToolsFresh : kToolsRetry);
    news.cancel();
    if (!tools) {
        log::info("the tools of {} are not known: {}", name, tools.error().message);
        return;
    }
    for (const auto& [id, tool] : service.tools) {
        by_id.erase(id);
        finder.remove(id);
    }
    service.tools.clear();
    service.answered = true;
    for (auto& tool : *tools) {
        if (!tool.for_model) continue;
        if (json::write(tool.input_schema).size() > kMaxShownSchema) {
            log::warn("{}.{} is not shown: its schema is too large", name, tool.name);
            continue;
        }
        const auto id = finder.add(tool::describe(tool));
        if (!id) {
            log::warn("{}: {}", name, id.error().message);
            break;
        }
        service.tools.emplace_back(*id, shown(tool));
    }
    for (const auto& [id, tool] : service.tools) by_id[id] = &tool;
}

Catalogue::Catalogue(boost::asio::any_io_executor executor, tool::Registry& registry,
                     consent::Store& consent)
    : executor_(std::move(executor)), registry_(registry), consent_(consent) {}

Catalogue::~Catalogue() = default;

std::shared_ptr<Catalogue::Shelf> Catalogue::shelf_of(const std::string& user) {
    if (!shelves_.contains(user) && shelves_.size() >= kMaxShelves)
        shelves_.erase(std::ranges::min_element(
            shelves_, {}, [](const auto& entry) { return entry.second->used; }));
    auto& shelf = shelves_[user];
    if (!shelf) shelf = std::make_shared<Shelf>(executor_);
    shelf->used = ++uses_;
    return shelf;
}

// Each service is asked side by side; whoever is late still comes onto the shelf.
async::Awaitable<> Catalogue::look_again(std::shared_ptr<Shelf> shelf, std::string user,
                                         std::vector<std::string> services) {
    const auto look = [](std::shared_ptr<Shelf> onto, tool::Connector& connector,
                         std::string who) -> async::Awaitable<> {
        onto->put(connector.service(),
                  co_await async::with_deadline(connector.tools(std::move(who)),
                                                async::after(kToolsDeadline)));
    };
    for (const auto& name : services) {
        auto& service = shelf->services[name];
        if (service.looking || service.look_again > std::chrono::steady_clock::now()) continue;
        service.looking = true;
        boost::asio::co_spawn(executor_, look(shelf, *registry_.find(name), user),
                              boost::asio::detached);
    }
    const auto give_up = async::after(kToolsWait);
    while (shelf->looking(services) && std::chrono::steady_clock::now() < give_up) {
        shelf->news.expires_at(give_up);
        (void)co_await shelf->news.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
}

async::Awaitable<Result<Found>> Catalogue::find(std::string user, std::string request,
                                                std::size_t count) {
    Found found;
    // In one query: there may be dozens of services.
    ERRAND_CO_TRY(const auto grants, consent_.grants().list(user));
    std::vector<std::string> granted;
    for (auto& name : registry_.services()) {
        const bool live = std::ranges::find(grants, name, &consent::Grant::service) != grants.end();
        (live ? granted : found.ungranted).push_back(std::move(name));
    }
    const auto shelf = shelf_of(user);
    co_await look_again(shelf, user, granted);
    for (const auto& name : granted)
        if (!shelf->services[name].answered) found.unanswered.push_back(name);
    for (const auto& one : shelf->finder.find(request, count * kToolsLookedThrough)) {
        const auto& tool = *shelf->by_id.at(one.tool);
        if (std::ranges::find(granted, tool.service) == granted.end() ||
            found.tools.size() == count)
            continue;
        found.tools.push_back(tool);
    }
    co_return found;
}

}  // namespace errand::assistant
