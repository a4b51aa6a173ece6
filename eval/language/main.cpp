// errand-measure-recognizers: the measurement "recognizers" alone, in a program that links two
// small rooms, for those who work on src/language. `errand eval language` has all of them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>

#include "eval/language/recognizers.hpp"

namespace {

namespace measured = errand::eval::language;

struct Request {
    std::string data;
    std::string references_out;
    std::string package;
    std::string date;
    bool json = false;
    measured::MeasureOptions options;
};

int measure(Request request) {
    request.options.data = measured::data_folder(request.data);
    const auto section = measured::measure_recognizers(request.options);
    if (!section) {
        fmt::print(stderr, "{}\n", section.error().message);
        return 1;
    }
    if (!request.references_out.empty()) {
        std::ofstream(request.references_out) << errand::json::write_pretty(
            measured::references_of(*section, request.package, request.date));
        return 0;
    }
    fmt::print("{}", request.json ? errand::json::write_pretty(measured::to_json({*section}))
                                  : measured::text({*section}));
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app("Measures errand's readers on public examples.");
    Request request;
    request.options.references = "eval/language/references.json";
    app.add_option("--data", request.data, "Folder of the language data");
    app.add_option("--only", request.options.only, "Only files whose name contains this");
    app.add_option("--failures", request.options.failures, "Print so many failed cases of a file");
    app.add_option("--references", request.options.references, "Reference figures")
        ->capture_default_str();
    app.add_option("--answers", request.options.answers, "Score this program's answers instead");
    app.add_option("--references-out", request.references_out, "Write the figures as references");
    app.add_option("--package", request.package, "Whose answers they are");
    app.add_option("--date", request.date, "When they were made");
    app.add_flag("--json", request.json, "Print JSON");
    CLI11_PARSE(app, count, arguments);
    return measure(std::move(request));
}
