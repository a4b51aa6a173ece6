// Owns: tasks of VitaBench's delivery domain (a small world, a person with habits, one instruction,
// the orders that are right) as worlds and scenarios of docs/scenarios.md. Pure; any thread. A
// field that is missing is left out where a world can do without it; what it cannot do without is
// an error that names the task and the field.
#pragma once

#include <string>
#include <vector>

#include "eval/scenario.hpp"

namespace errand::eval::vitabench {

struct ExpectedLine {
    std::string item;
    int quantity = 1;
    std::string choice;  // of the item's attributes; empty: none expected
};

struct ExpectedCart {
    std::string shop;
    std::vector<ExpectedLine> lines;
    std::string address;
    std::string note;
    std::string deliver_by;  // the dispatch time, where one is given
};

struct Product {
    std::string shop;
    std::string id;
    std::string name;
};

struct Task {
    Scenario scenario;
    std::string instruction;
    std::vector<Product> products;
    std::vector<ExpectedCart> carts;     // orders to be made
    std::vector<std::string> cancelled;  // ids of earlier orders that are to be cancelled
};

Result<Task> decode_task(const json::value& from, std::size_t index);
// A file of tasks: a JSON array.
Result<std::vector<Task>> read_tasks(const std::filesystem::path& file);

}  // namespace errand::eval::vitabench
