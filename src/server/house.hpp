// Owns: everything that lives as long as the server does, in the order in which it is made.
// Strand: the loop's thread. Must stay true: flows are taken up before the doors open; nothing is
// announced before they are.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>

#include "server/api.hpp"
#include "server/home.hpp"

namespace errand::server {

class House {
  public:
    // `options` and `parts` outlive the house; skills are taken out of `parts`.
    House(boost::asio::io_context& loop, ServerOptions& options, Parts& parts)
        : loop_(loop), options_(options), parts_(parts), client_(loop.get_executor()) {}

    // Takes the home, opens what lies in it and puts the rest together.
    Result<> build();
    // Takes the errands up again, opens the doors and says so.
    async::Awaitable<Result<>> open();
    // Closes the doors, lets what runs finish within bounds.
    async::Awaitable<> stop();

    std::string url() const;
    consent::Store& consent() { return *consent_; }
    flow::Engine& engine() { return *engine_; }
    const Doors& doors() const { return all_doors_; }

  private:
    Result<> build_journal();
    Result<> build_services();
    Result<> connect(const ServiceEntry& entry);
    Result<std::vector<std::string>> take_up();
    Result<> build_models();
    void build_doors();
    Result<std::string> token();
    Result<> announce();
    void count_down(flow::Side side);
    void get_ready(const std::string& user, const std::string& service);
    Result<> get_ready_for_grants();

    boost::asio::io_context& loop_;
    ServerOptions& options_;
    Parts& parts_;
    net::Client client_;
    ShiftedClock clock_;
    SystemClock system_clock_;  // for what has to do with no day: rates and pauses of models
    std::optional<Home> home_;
    std::unique_ptr<consent::Store> consent_;
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<flow::Engine> engine_;
    tool::Registry tools_;
    std::unique_ptr<SignIns> sign_ins_;
    std::unique_ptr<ClockFollower> follower_;
    boost::asio::cancellation_signal follower_end_;
    std::unique_ptr<assistant::Workshop> workshop_;
    std::unique_ptr<brain::model::Router> router_;
    std::unique_ptr<assistant::Catalogue> catalogue_;
    std::unique_ptr<assistant::WrittenSkills> skills_;
    std::unique_ptr<assistant::Models> models_;
    std::unique_ptr<assistant::Services> services_;
    std::unique_ptr<assistant::Assistant> assistant_;
    std::unique_ptr<Rooms> rooms_;
    Doors all_doors_;
    std::unique_ptr<net::Server> server_;
};

}  // namespace errand::server
