"""PyTorch beside the replica on a device: 32 + 32, 256, 64, 1 on 6,040 and a million users, sparse Adagrad, batches of 8,192.

Rows a second, eager and compiled, in FP32 and TF32; the rows lie on the device, in batches, before the clock starts.
"""

import sys
import time

try:
    import torch
except ImportError:
    sys.exit("Cannot measure PyTorch: there is none")

BATCH, ITEMS, STEPS, WARM_UP = 8192, 3706, 300, 30


class Tower(torch.nn.Module):
    def __init__(self, users):
        super().__init__()
        self.users = torch.nn.Embedding(users + 1, 32, sparse=True)
        self.items = torch.nn.Embedding(ITEMS + 1, 32, sparse=True)
        for table in (self.users, self.items):
            torch.nn.init.normal_(table.weight, std=0.05)
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(64, 256), torch.nn.ReLU(), torch.nn.Linear(256, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1)
        )

    def forward(self, users, items, labels):
        inputs = torch.cat([self.users(users), self.items(items)], 1)
        return torch.nn.functional.mse_loss(self.layers(inputs).squeeze(1), labels)


def rate(users, compiled, device):
    torch.manual_seed(7)
    torch.compiler.reset()
    tower = Tower(users).to(device)
    optimizer = torch.optim.Adagrad(tower.parameters(), lr=0.1, initial_accumulator_value=0.1, eps=1e-7)
    loss_of = torch.compile(tower) if compiled else tower
    rows = BATCH * 64
    batches = list(
        zip(
            torch.randint(1, users + 1, (rows,), device=device).split(BATCH),
            (torch.rand(rows, device=device).square() * ITEMS).long().add(1).split(BATCH),
            torch.randint(1, 6, (rows,), device=device).float().split(BATCH),
        )
    )

    def step(number):
        optimizer.zero_grad(set_to_none=True)
        loss_of(*batches[number % len(batches)]).backward()
        optimizer.step()

    def wait():
        if device == "cuda":
            torch.cuda.synchronize()

    for number in range(WARM_UP):
        step(number)
    wait()
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for number in range(STEPS):
            step(number)
        wait()
        best = max(best, BATCH * STEPS / (time.perf_counter() - start))
    return best


def main():
    device = "cuda" if torch.cuda.is_available() else "cpu"
    print(f"PyTorch {torch.__version__} on {torch.cuda.get_device_name() if device == 'cuda' else device}")
    for precision in ("highest", "high"):
        torch.set_float32_matmul_precision(precision)
        for users in (6040, 1_000_000):
            for compiled in (False, True):
                name = f"pytorch-{'compiled' if compiled else 'eager'}-{'TF32' if precision == 'high' else 'FP32'}-{users}-users"
                try:
                    print(f"{name:60} {rate(users, compiled, device):.0f}", flush=True)
                except Exception as problem:  # a compiler that isn't there is an answer too
                    print(f"{name:60} none: {str(problem).splitlines()[0]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
