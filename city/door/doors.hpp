// Owns: the city's two HTTP servers: the users' door with its MCP endpoints and sign-in, and the
// operator's, at a port of its own behind a token of its own.
// Strand: the executor given, a single thread's. Must stay true: nothing at the users' door reaches
// what the operator's does; a call that a fault hits has exactly that fault's effect.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <string>
#include <vector>

#include "city/city.hpp"
#include "mcp/server.hpp"
#include "net/server.hpp"

namespace errand::city {

struct DoorOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: one that is free
    std::uint16_t operator_port = 0;
    std::string operator_token;
};

class Doors {
  public:
    // `city` must outlive this.
    Doors(const boost::asio::any_io_executor& executor, City& city, DoorOptions options);

    Result<> listen();
    std::uint16_t port() const { return users_.port(); }
    std::uint16_t operator_port() const { return operator_.port(); }
    async::Awaitable<> stop();

  private:
    struct Service {
        std::string name;
        std::unique_ptr<mcp::Server> server;
        std::set<std::string> changing;  // names of tools that change or spend
    };

    Result<> add_service(std::string name, std::string title, std::vector<ServiceTool> tools);
    void add_user_routes();
    void add_operator_routes();
    async::Awaitable<net::Response> answer(Service& service, net::Request request);
    net::Response reset(const net::Request& request);
    net::Response move_clock(const net::Request& request);
    net::Response arm_fault(const net::Request& request);
    net::Response sign_up(const net::Request& request);
    json::object clock_now() const;

    City& city_;
    DoorOptions options_;
    net::Server users_;
    net::Server operator_;
    std::vector<std::unique_ptr<Service>> services_;
    std::optional<Error> error_;  // what went wrong while tools were added
};

}  // namespace errand::city
