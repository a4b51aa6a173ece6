// errand-make-invoices DIR --seed N --count N [--faults] [--forms pdf,ofd,…] [--year Y]: invoices
// to measure with, and the truth about them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "synthetic/folder.hpp"

namespace {

using namespace errand;

using synthetic::Form;
constexpr std::array kForms{Form::Pdf, Form::Hybrid, Form::Scan,  Form::Picture,
                            Form::Ofd, Form::Xml,    Form::Signed};

}  // namespace

int main(int count, char** words) {
    CLI::App app{"Makes a folder of synthetic invoices with the truth about them"};
    synthetic::Order order;
    std::string folder;
    std::vector<std::string> forms;
    app.add_option("folder", folder, "a folder that is not there yet")->required();
    app.add_option("--seed", order.seed, "the same seed makes the same invoices");
    app.add_option("--count", order.count, "how many files")->check(CLI::Range(1, 100'000));
    app.add_option("--year", order.year, "the year they are dated in")
        ->check(CLI::Range(2015, 2099));
    app.add_flag("--faults", order.faults, "mix in faults, duplicates and what is no invoice");
    app.add_option("--forms", forms,
                   "pdf, hybrid, scan, picture, ofd, xml, p7m; all where none is named")
        ->delimiter(',');
    CLI11_PARSE(app, count, words);
    for (const auto& name : forms) {
        const auto form = std::ranges::find(kForms, name, [](auto one) { return name_of(one); });
        if (form == kForms.end()) {
            fmt::print(stderr, "no form '{}'\n", name);
            return 2;
        }
        order.forms.push_back(*form);
    }
    if (const auto done = write_set(make_set(order), order, folder); !done) {
        fmt::print(stderr, "{}\n", done.error().message);
        return 1;
    }
    return 0;
}
