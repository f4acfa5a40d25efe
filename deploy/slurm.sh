#!/bin/bash
# sbatch deploy/slurm.sh: a scheduler and its workers on one node; CERTIFICATES is a folder that the node sees.
#SBATCH --job-name=eigenbrush
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=16
#SBATCH --mem=32G
#SBATCH --time=04:00:00
set -eu
srun eigenbrush worker --listen "$(hostname):8786" --certificates "$CERTIFICATES" --workers "$SLURM_CPUS_PER_TASK"
