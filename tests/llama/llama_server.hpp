// Owns: a llama-server of llama.cpp for tests, on a free port of this machine, with the model that
// make_model.py makes. Strand: the loop's thread. Must stay true: it is gone when this is.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "brain/model/endpoint.hpp"
#include "client/process.hpp"
#include "journal/journal_for_tests.hpp"
#include "net/net_test.hpp"

namespace errand::llama {

// The variables that name the program and the model; empty where either is not set.
struct Where {
    std::string program;  // ERRAND_LLAMA_SERVER
    std::string model;    // ERRAND_LLAMA_MODEL
    bool known() const { return !program.empty() && !model.empty(); }
};
Where where();

class LlamaServer {
  public:
    // Ready once its health says so; the error has the end of its log.
    Result<> start(std::vector<std::string> more = {});
    void kill() { process_.kill(); }
    std::string log() const;

    std::string root() const { return "http://127.0.0.1:" + std::to_string(port_); }
    // The settings of an endpoint here: nothing but name, address and model.
    brain::model::EndpointSettings settings() const;
    json::value get(const std::string& path);
    // How many conversations it works on.
    int busy();

    boost::asio::io_context loop;
    net::Client client{loop.get_executor()};

  private:
    journal::ScratchFolder folder_;
    client::Process process_;
    int port_ = 0;
};

}  // namespace errand::llama
