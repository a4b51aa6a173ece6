// The answer of a model server: the same texts, calls and failure however the bytes are cut, and a
// reply that can be recorded and read again.
#include <algorithm>
#include <vector>

#include "base/check.hpp"
#include "brain/model/reply_reader.hpp"

namespace {

using namespace errand;
using namespace errand::brain::model;

struct ReadBack {
    std::string text;
    std::string thought;
    std::string outcome;
};

ReadBack read_in(std::string_view bytes, const Request& request, std::size_t step) {
    ReplyReader reader(request, {.who = "it"});
    ReadBack back;
    std::vector<Delta> out;
    Outcome<> taken;
    while (taken && !bytes.empty() && !reader.done()) {
        taken = reader.feed(bytes.substr(0, step), out);
        bytes.remove_prefix(std::min(step, bytes.size()));
    }
    if (taken && !reader.done()) taken = reader.end(out);
    for (const auto& delta : out)
        (delta.kind == Delta::Kind::Text ? back.text : back.thought) += delta.text;
    if (!taken) {
        back.outcome = taken.error().error.message;
        return back;
    }
    const auto reply = reader.take();
    ERRAND_CHECK(reply.message.text == back.text && reply.message.reasoning == back.thought);
    for (const auto& call : reply.message.calls) {
        ERRAND_CHECK(!call.id.empty() && !call.name.empty());
        ERRAND_CHECK(!call.fault || (call.arguments.empty() && !call.fault->text.empty()));
    }
    back.outcome = json::write(json::encode(reply));
    ERRAND_CHECK(json::read<Reply>(back.outcome).value() == reply);
    return back;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const Request request = [] {
        Request made;
        made.messages.push_back({.text = "hi"});
        made.tools = {{.name = "f", .description = ""}};
        return made;
    }();
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = read_in(bytes, request, bytes.size() + 1);
    const auto cut = read_in(bytes, request, 1 + data[0] % 7);
    ERRAND_CHECK(whole.text == cut.text);
    ERRAND_CHECK(whole.thought == cut.thought);
    ERRAND_CHECK(whole.outcome == cut.outcome);
    return 0;
}
